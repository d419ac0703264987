"""The lexicons: words of one language, read from lexicons/<language>.yaml when first needed.

A lexicon is data that a speaker can correct; lexicons/README.md says what its keys mean, and
lexicon_files.py reads and checks a file. Here terms of one or more words become a tree by which the
grammar finds the longest one at a place.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from sources.phrases.lexicon_files import FOLDER, KINDS, LINKS, lexicon_file
from sources.phrases.sums import Places, Sum, split
from sources.phrases.tokens import Token, tokens

LONGEST_TERM = 8  # tokens


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


def _longest(node: Node, words: list[str], at: int) -> Term | None:
    """The longest term of a tree that begins at a word."""
    found = None
    for word in words[at : at + LONGEST_TERM]:
        following = node.next.get(word)
        if following is None:
            break
        node = following
        found = node.term or found
    return found


def _plant(node: Node, parts: list[str], term: Term) -> None:
    """Put a term into a tree; one that is there already stays."""
    for part in parts:
        node = node.next.setdefault(part, Node())
    node.term = node.term or term


@dataclass(slots=True)
class Lexicon:
    """The terms of one language."""

    root: Node = field(default_factory=Node)
    numbers: Node = field(default_factory=Node)  # number words and scales alone
    links: dict[str, Node] = field(default_factory=dict)  # by kind, what is looked up by place
    suffixes: tuple[tuple[str, str], ...] = ()
    compounds: tuple[tuple[str, tuple[str, float]], ...] = ()
    joiner: str = ""
    elided: tuple[str, ...] = ()
    bare: dict[str, str] = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    positional: bool = False
    hyphens: bool = False

    def sum(self) -> Sum | Places:
        """An empty sum, for numbers as the language writes them."""
        return Places() if self.positional else Sum()

    def compound(self, word: str) -> float | None:
        """The number that one word is made of, where the language writes numbers so."""
        if not self.compounds:
            return None
        return split(word, self.compounds, self.joiner)

    def cut(self, found: list[Token]) -> list[Token]:
        """Tokens with an elided article or preposition apart: d'une is d' and une."""
        if not self.elided:
            return found
        cut: list[Token] = []
        for token in found:
            head = token.text[: token.text.find("'") + 1]
            if head in self.elided and len(token.text) == token.end - token.start > len(head):
                at = token.start + len(head)
                cut.append(replace(token, text=head, end=at))
                text, raw = token.text[len(head) :], token.raw[len(head) :]
                cut.append(replace(token, text=text, start=at, tight=True, raw=raw))
            elif token.text == "'" and token.tight and cut[-1].text + "'" in self.elided:
                cut[-1] = replace(cut[-1], text=cut[-1].text + "'", end=token.end)
            else:
                cut.append(token)
        return cut

    def add(self, words: str, kind: str, value: Any) -> None:
        """Add a term; one that is there already stays."""
        parts = [t.text for t in self.cut(tokens(words))]
        term = Term(kind, value, len(parts))
        _plant(self.links.setdefault(kind, Node()) if kind in LINKS else self.root, parts, term)
        if kind in ("number", "scale"):
            _plant(self.numbers, parts, term)
        if kind in ("number", "held") and "-" in words:
            self.add(words.replace("-", " "), kind, value)

    def link(self, kind: str, words: list[str], at: int) -> Term | None:
        """The link of a kind ("to", "and") that begins at a word, or None.

        A link may be something else too: the Russian "до" is "up to" before a number and "to"
        between two.
        """
        node = self.links.get(kind)
        return None if node is None else _longest(node, words, at)

    def longest(self, words: list[str], at: int) -> Term | None:
        """The longest term that begins at a word."""
        return _longest(self.root, words, at)

    def part(self, words: list[str], at: int) -> Term | None:
        """The longest number word or scale that begins at a word."""
        return _longest(self.numbers, words, at)


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a lexicon."""
    return tuple(sorted(p.stem for p in FOLDER.glob("*.yaml")))


def _fill(found: Lexicon, raw: dict[str, Any]) -> None:
    for kind, (shape, name) in KINDS.items():
        given = raw.get(kind) or {}
        if shape == "numbers":
            for word, value in given.items():
                found.add(word, name, float(value))
        elif shape == "held":
            for qualifier, numbers in given.items():
                for word, value in numbers.items():
                    found.add(word, name, (qualifier, float(value)))
        elif shape == "named":
            for value, terms in given.items():
                for term in terms:
                    found.add(term, name, value)
        elif shape == "terms":
            for term in given:
                found.add(term, name, term)
        elif shape == "words":
            found.words[kind] = frozenset(
                " ".join(token.text for token in found.cut(tokens(word))) for word in given
            )


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language that has one. Raises `LexiconError` for a wrong file."""
    raw = lexicon_file(FOLDER / f"{language}.yaml")
    found = Lexicon(
        elided=tuple(raw.get("elided") or ()),
        positional=bool(raw.get("positional")),
        hyphens=bool(raw.get("hyphens")),
    )
    _fill(found, raw)
    # A magnitude that is a scale too ("тысячи"): the one where it stands alone.
    found.bare = {t: name for name, terms in (raw.get("vague") or {}).items() for t in terms}
    found.suffixes = tuple((s, q) for q, ss in (raw.get("suffixes") or {}).items() for s in ss)
    if raw.get("compounds") is not None:
        found.joiner = raw["compounds"]
        found.compounds = tuple(
            (tokens(word)[0].text, (kind, float(value)))
            for kind in ("number", "scale")
            for word, value in raw[f"{kind}s"].items()
            if " " not in word
        )
    return found
