"""The noun phrase behind a number: whom it counts, and from where."""

from __future__ import annotations

from dataclasses import dataclass, field

from sources.counts.sentence import Near, Sentence

WIDE = 2  # a word of a language without spaces has about two characters
AHEAD = 7  # words between a number and the end of its noun: "30 more young and able-bodied men"
ORIGIN = 4  # words between "from" and the country
PASSED = set("-‑–'\"“”„«»‘’*_")  # marks that do not end a noun phrase
NOUNS = frozenset(("who", "nations", "people", "others", "not", "own", "counters", "troops"))
ENDS = frozenset(("links", "origin", "measures"))
MARKS = frozenset(("counters", "troops"))  # of these a noun phrase is not made alone
HEADS = frozenset(("people", "others", "not", "own"))


@dataclass(slots=True)
class NounPhrase:
    """`noun` and `origin` hold its cues ("volunteers" and "from Kenya"), `unknown` the word where a
    noun of no known kind stands. `counter`: whether a measure word stands in it, which tells people
    and not whom; `troops`: a word for an army's own soldiers; `refers`: what refers back instead.
    """

    noun: list[Near] = field(default_factory=list)
    origin: list[Near] = field(default_factory=list)
    unknown: str | None = None
    counter: bool = False
    troops: Near | None = None
    refers: Near | None = None


def noun_phrase(s: Sentence, at: int, high: int) -> NounPhrase:
    """The noun phrase that begins at a word and ends before another."""
    reader = _Reader(s)
    reader.read(at, high)
    return reader.found


class _Reader:
    """The noun phrase behind a number: up to a mark, a number, or a word that links on."""

    def __init__(self, s: Sentence) -> None:
        self.s, self.found = s, NounPhrase()
        self.left = float(AHEAD)
        self.origin = self.linked = False

    def read(self, at: int, high: int) -> None:
        """Read the words from one to another into what was found."""
        while at < high and self.left > 0:
            word = self.s.words[at]
            if word.kind == "mark" and word.text in PASSED:
                at += 1
                continue
            if word.kind in ("digits", "mark") or self.ends(at):
                break
            if word.kind == "ideograph" and self.headed(at):
                break
            self.left -= 1 / WIDE if word.kind == "ideograph" else 1
            at += self.word(at)
        if any(near.kind != "not" for near in self.found.noun):
            self.found.unknown = None
        self.found.counter = any(near.kind == "counters" for near in self.found.noun)
        told = self.found.noun + self.found.origin
        self.found.troops = next((near for near in told if near.kind == "troops"), None)
        self.found.noun = [near for near in self.found.noun if near.kind not in MARKS]

    def ends(self, at: int) -> bool:
        """Whether the phrase ends before a word; behind "from" it goes on once."""
        cues = self.s.between(at, at + 1)
        kinds = {cue.kind for cue in cues}
        if "refer" in kinds and not self.found.noun:
            self.found.refers = next(self.s.nears("refer", at, at + 1))
            return True
        if kinds & NOUNS or not kinds & (ENDS | {"articles"}):
            return False
        if "origin" in kinds and not self.found.noun and self.found.unknown is None:
            self.linked = True  # "dozens of deputies", "31 of the names"
            return False
        if "origin" in kinds and not self.origin:
            self.origin, self.left = True, float(ORIGIN)
            return False
        return bool(kinds & ENDS) or not (self.origin or self.linked)

    def headed(self, at: int) -> bool:
        """Whether the noun has been read: in Chinese it ends the phrase, and no word follows it."""
        heads = any(near.kind in HEADS for near in self.found.noun)
        return heads and not any(cue.kind in NOUNS for cue in self.s.between(at, at + 1))

    def word(self, at: int) -> int:
        """Take in a word; returns how many words it was."""
        found, cues = self.found, self.s.between(at, at + 1)
        into = found.origin if self.origin else found.noun
        into += [self.s.near(c) for c in cues if c.kind in NOUNS and not self.s.names_army(c)]
        if not self.origin and not found.noun and found.unknown is None:
            word = self.s.text(at, at)
            if cues:
                found.unknown = word if {cue.kind for cue in cues} == {"setting"} else None
            elif self.s.vocabulary.is_noun(word):
                found.unknown = word
        return max((cue.length for cue in cues), default=1)
