"""The lexicons: words of one language, read from lexicons/<language>.yaml when first needed.

A lexicon is data that a speaker can correct; lexicons/README.md says what its keys mean. Here terms
of one or more words become a tree by which the grammar finds the longest one at a place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sources.phrases.sums import split
from sources.phrases.tokens import tokens

FOLDER = Path(__file__).parent / "lexicons"
# Keys whose words may be something else as well, looked up by place and not by term.
LINKS = ("to", "and", "year_after", "months")
LISTS = (
    "between", "to", "and", "rising", "each", "hedges", "no_number", "not_counts",
    "not_counts_before", "months", "several", "ignored", "stops", "year_after",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """What a term is (its kind, a key of the lexicon file) and what it stands for."""

    kind: str
    value: Any
    length: int


@dataclass(slots=True)
class Node:
    """One step in the tree of terms: what ends here, and what may follow."""

    term: Term | None = None
    next: dict[str, Node] = field(default_factory=dict)


@dataclass(slots=True)
class Lexicon:
    """The terms of one language, or of several."""

    root: Node = field(default_factory=Node)
    suffixes: tuple[tuple[str, str], ...] = ()
    compounds: tuple[tuple[str, tuple[str, float]], ...] = ()
    joiner: str = ""
    links: dict[str, dict[tuple[str, ...], None]] = field(default_factory=dict)
    bare: dict[str, str] = field(default_factory=dict)

    def compound(self, word: str) -> float | None:
        """The number that one word is made of, where the language writes numbers so."""
        if not self.compounds:
            return None
        return split(word, self.compounds, self.joiner)

    def add(self, words: str, kind: str, value: Any) -> None:
        """Add a term; one that is there already stays."""
        node = self.root
        parts = [t.text for t in tokens(words)]
        for part in parts:
            node = node.next.setdefault(part, Node())
        if node.term is None:
            node.term = Term(kind, value, len(parts))

    def link(self, kind: str, words: list[str], at: int) -> int:
        """How many words from here are a link of a kind ("to", "and"); 0 where none is.

        A link may be something else too: the Russian "до" is "up to" before a number and "to"
        between two.
        """
        for parts in self.links.get(kind, ()):
            if tuple(words[at : at + len(parts)]) == parts:
                return len(parts)
        return 0

    def longest(self, words: list[str], at: int) -> Term | None:
        """The longest term that begins at a word."""
        node, found = self.root, None
        for word in words[at : at + 8]:
            following = node.next.get(word)
            if following is None:
                break
            node = following
            found = node.term or found
        return found


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a lexicon."""
    return tuple(sorted(p.stem for p in FOLDER.glob("*.yaml")))


@cache
def _raw(language: str) -> dict[str, Any]:
    path = FOLDER / f"{language}.yaml"
    found: dict[str, Any] = yaml.load(path.read_bytes(), yaml.CBaseLoader)
    return found


def _fill(lexicon: Lexicon, raw: dict[str, Any]) -> None:
    for words, value in (raw.get("numbers") or {}).items():
        for word in str(words).split(","):
            lexicon.add(word.strip(), "number", float(value))
    for words, value in (raw.get("scales") or {}).items():
        for word in str(words).split(","):
            lexicon.add(word.strip(), "scale", int(value))
    for kind in ("qualifiers", "after", "vague", "units"):
        for name, terms in (raw.get(kind) or {}).items():
            for term in terms:
                lexicon.add(str(term), kind, name)
    for kind in LINKS:
        lexicon.links[kind] = {
            tuple(t.text for t in tokens(term)): None for term in raw.get(kind) or ()
        }
    # A magnitude that is a scale too ("тысячи"): the one where it stands alone.
    lexicon.bare = {t: name for name, terms in (raw.get("vague") or {}).items() for t in terms}
    for kind in LISTS:
        for term in raw.get(kind) or ():
            lexicon.add(str(term), kind, str(term))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language that has one."""
    found = Lexicon()
    raw = _raw(language)
    _fill(found, raw)
    found.suffixes = tuple(
        (str(s), str(q)) for q, ss in (raw.get("suffixes") or {}).items() for s in ss
    )
    if raw.get("compounds") is not None:
        found.joiner = raw["compounds"]
        found.compounds = tuple(
            (word.strip(), (kind.rstrip("s"), float(value)))
            for kind in ("numbers", "scales")
            for words, value in raw[kind].items()
            for word in str(words).split(",")
            if " " not in word.strip()
        )
    return found
