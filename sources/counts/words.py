"""Words of a text and the cues among them: a tree of terms by which the longest one is found.

Which words are cues stands in the lexicons; what a cue weighs is decided in weigh.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

IDEOGRAPH = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD = re.compile(
    rf"(?P<digits>\d+(?:[.,' \u00a0\u202f]\d+)*)|(?P<ideograph>[{IDEOGRAPH}])"
    rf"|(?P<word>[^\W\d_{IDEOGRAPH}](?:[^\W\d_{IDEOGRAPH}]|[\u0300-\u036f\u0900-\u0963\u064b-\u065f]"
    r")*)|(?P<mark>[^\s\u00ad\u200c\u200d])"
)
TERM = re.compile(rf"[{IDEOGRAPH}]|[^\W\d_{IDEOGRAPH}]+\*?")
JOINS = "-‑–·'’ʼ"
KEPT = 100_000  # distinct words remembered for each tree; a document of 5 MB has fewer


class Word(NamedTuple):
    """A word, a run of digits, one ideograph or a mark, folded, with its place in the text."""

    text: str
    start: int
    end: int
    kind: str


class Cue(NamedTuple):
    """A term found: words[at:at + length]; `kind` is a key of the lexicon, `detail` what the key
    files it under (a measure, a country's code), if anything.
    """

    kind: str
    detail: str
    at: int
    length: int


@dataclass(slots=True)
class Node:
    """One step in the tree: what ends here, and what may follow, in full or by its beginning."""

    terms: list[tuple[str, str]] = field(default_factory=list)
    whole: dict[str, Node] = field(default_factory=dict)
    begun: dict[str, Node] = field(default_factory=dict)

    def follow(self, word: str) -> list[Node]:
        """The nodes that a word leads to, the closest match first."""
        found = [self.whole[word]] if word in self.whole else []
        if self.begun:
            for size in range(len(word), 1, -1):
                node = self.begun.get(word[:size])
                if node is not None:
                    found.append(node)
        return found


@lru_cache(maxsize=KEPT)
def folded(word: str) -> str:
    """A word without case and accents, so that hurried spelling does not hide it."""
    if word.isascii():
        return word.casefold()
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def words(text: str, offset: int = 0) -> list[Word]:
    """The words of a text in one pass; positions are those of the text plus an offset."""
    return [
        Word(folded(m.group()), m.start() + offset, m.end() + offset, m.lastgroup or "mark")
        for m in WORD.finditer(text)
    ]


class Tree:
    """The terms of a lexicon. A term is one word or several; a word that ends in * stands for all
    that begin so.
    """

    def __init__(self) -> None:
        self.root = Node()
        self._first: dict[str, list[Node]] = {}

    def add(self, term: str, kind: str, detail: str = "") -> None:
        """Add a term of a kind. The same term may stand for several kinds."""
        node = self.root
        parts = [m.group() for m in TERM.finditer(term)]
        for part in parts:
            stem = part.endswith("*")
            table = node.begun if stem else node.whole
            node = table.setdefault(folded(part.rstrip("*")), Node())
        if parts and (kind, detail) not in node.terms:
            node.terms.append((kind, detail))
        self._first.clear()

    def _begin(self, word: str) -> list[Node]:
        found = self._first.get(word)
        if found is None:
            if len(self._first) >= KEPT:
                self._first.clear()
            found = self._first[word] = self.root.follow(word)
        return found

    def longest(self, found: list[Word], at: int) -> tuple[list[tuple[str, str]], int]:
        """(kinds and details, number of words) of the longest term that begins at a word."""
        best: dict[str, str] = {}
        size = 0
        level = [(node, 1) for node in self._begin(found[at].text)]
        while level:
            following = []
            for node, length in level:
                if node.terms and length > size:
                    best, size = {}, length
                for kind, detail in node.terms:  # the closest match of each kind
                    best.setdefault(kind, detail)
                if (node.whole or node.begun) and (then := _next(found, at + length)) is not None:
                    step = then - at + 1
                    following += [(n, step) for n in node.follow(found[then].text)]
            level = following
        return list(best.items()), size

    def cues(self, found: list[Word]) -> Iterator[Cue]:
        """Every cue from left to right, the longest where several begin; none inside another."""
        at = 0
        while at < len(found):
            if found[at].kind in ("digits", "mark"):
                at += 1
                continue
            terms, length = self.longest(found, at)
            for kind, detail in terms:
                yield Cue(kind, detail, at, length)
            at += length or 1


def _next(found: list[Word], at: int) -> int | None:
    """The next word of a term; what joins its words is passed over ("Шри-Ланка", "d'Ivoire")."""
    if at < len(found) and found[at].text in JOINS and found[at].kind == "mark":
        at += 1
    return at if at < len(found) and found[at].kind in ("word", "ideograph") else None
