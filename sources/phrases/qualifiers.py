"""Which qualifier holds a number: the words before it and behind it, settled into one."""

from __future__ import annotations

from sources.phrases.numbers import Sentence
from sources.phrases.reading import PhraseError

Said = list[tuple[str, int]]  # qualifiers before a number, each with its position

LOWER = {"at least", "more than"}
UPPER = {"up to", "fewer than"}
# Where several stand together, the one that says most decides: "at least more than" is more than.
WEIGHT = ("more than", "at least", "fewer than", "up to", "nearly", "around", "estimated")
NOUNS_BETWEEN = 3  # "1,000 men or more"


def settle(said: Said) -> str:
    """One qualifier out of those that stand with a number; "exactly" where none does.

    Raises `PhraseError` where they pull in opposite directions.
    """
    names = {name for name, _ in said}
    opposed = (names & LOWER and names & UPPER) or (names & (LOWER | UPPER) and "nearly" in names)
    if opposed:
        told = " and ".join(sorted(names))
        raise PhraseError(f"{told} contradict each other", said[-1][1])
    return next((name for name in WEIGHT if name in names), "exactly")


def behind(s: Sentence, at: int) -> tuple[str | None, int]:
    """A qualifier behind a number (`1,000+`, `1,000 or more`), and where reading goes on."""
    if s.is_mark(at, "+"):
        return "more than", at + 1
    for ahead in range(NOUNS_BETWEEN + 1):
        if at + ahead >= len(s.tokens) or (ahead and s.tokens[at + ahead].value is not None):
            break
        term = s.term(at + ahead)
        if term is not None and term.kind == "after":
            return str(term.value), at if ahead else at + term.length
    if at < len(s.tokens) and s.tokens[at].tight and s.tokens[at].kind == "word":
        for suffix, qualifier in s.lexicon.suffixes:
            if s.tokens[at].text.startswith(suffix):
                return qualifier, at + 1
    return None, at
