"""Which qualifier holds a number: what stands before it and behind it, settled into one."""

from __future__ import annotations

from dataclasses import dataclass, field

from sources.phrases.reading import PhraseError
from sources.phrases.sentence import Sentence

Said = list[tuple[str, int]]  # qualifiers of a number, each with its position

LOWER = {"at least", "more than"}
UPPER = {"up to", "fewer than"}
# Where several stand together, the one that says most decides: "at least more than" is more than.
WEIGHT = ("more than", "at least", "fewer than", "up to", "nearly", "around", "estimated")
NOUNS_BETWEEN = 3  # "1,000 men or more"
REACH = 2  # words that nobody knows between a qualifier and a number that it may still hold


@dataclass(slots=True)
class Pending:
    """What has been said since the last figure and may hold of the next one."""

    said: Said = field(default_factory=list)
    weak: bool = True  # whether each qualifier is a preposition too ("over", "under")
    between: int | None = None  # where "between" or "from" stands
    opened: str = ""  # which of the two: "from 2 and 3 men" holds no range
    became: int | None = None  # where "rose" stands, for the number behind "from 11 to"
    several: int | None = None  # where "several" stands
    no_number: int | None = None  # where "a couple of" stands
    altered: tuple[int, str] | None = None  # where "not" or "half of" stands, and which it is
    change: int | None = None  # where "rose" stands
    first: int | None = None  # the first token of what holds the next number
    gap: list[int] = field(default_factory=list)  # words that nobody knows, by position
    comma: bool = False

    def begin(self, at: int) -> None:
        """Something begins here that says something of the next number."""
        if self.gap:
            self.forget()
        if self.first is None:
            self.first = at

    def unknown(self, position: int) -> None:
        """A word that says nothing; what stands too far back belongs to something else."""
        self.gap.append(position)
        self.altered = self.several = self.no_number = None
        self.between, self.opened = None, ""
        if len(self.gap) > REACH:
            self.forget()

    def held(self, ranged: bool) -> Said:
        """The qualifiers of a number. "От" is "at least" alone and "from" in a range."""
        return [q for q in self.said if not (ranged and q[1] == self.between)]

    def forget(self) -> None:
        """Nothing holds of the next number any more."""
        change = self.change
        self.__init__()  # type: ignore[misc]
        self.change = change

    def reach(self) -> int | None:
        """Called at a number: the position of a word that keeps a qualifier from it, or None.

        Words between a preposition and a number, or between commas, mean that the qualifier holds
        something else ("over the past year 40 men"); elsewhere they are not understood.
        """
        if not self.gap:
            return None
        at = self.gap[0] if self.said and not self.weak and not self.comma else None
        self.forget()
        return at


def settle(said: Said) -> str:
    """One qualifier out of those that stand with a number; "exactly" where none does.

    Raises `PhraseError` where they pull in opposite directions.
    """
    if not said:
        return "exactly"
    names = {name for name, _ in said}
    opposed = (names & LOWER and names & UPPER) or (names & (LOWER | UPPER) and "nearly" in names)
    if opposed:
        told = " and ".join(sorted(names))
        raise PhraseError(f"{told} contradict each other", said[-1][1])
    return next(name for name in WEIGHT if name in names)


def behind(s: Sentence, at: int) -> tuple[Said, int, int]:
    """What holds a number from behind (`1,000+`, `1,000 or more`, `1,000 men or more`).

    Returns the qualifiers, where the number with them ends, and where the phrase ends.
    """
    if s.is_mark(at, "+"):
        return [("more than", s.tokens[at].start)], at + 1, at + 1
    if s.tight(at) and s.is_word(at):
        for suffix, qualifier in s.lexicon.suffixes:
            if s.words[at].startswith(suffix):
                return [(qualifier, s.tokens[at].start)], at + 1, at + 1
    i = directly = at + 1 if s.is_mark(at, "-") and s.tight(at) else at
    for _ in range(NOUNS_BETWEEN + 1):
        while s.is_mark(i, ",\"'”»)"):
            i += 1
        if i >= len(s) or s.stop(i) or s.piece(i) is not None:
            break
        if (term := s.linked("after", i)) is not None:
            end = i + term.length
            if s.piece(end) is not None:  # "40 men, at least five of whom"
                break
            said = [(str(term.value), s.tokens[i].start)]
            return said, end if i == directly else at, end
        if s.kind(i) in ("qualifiers", "between", "hedges") or s.link("stops", i):
            break
        i += s.length(i)
    return [], at, at
