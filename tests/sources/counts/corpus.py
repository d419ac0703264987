"""Marked documents and how much of them is found: recall and precision by language.

A document begins with `language: xx` and `note: ...`; then, behind an empty line, stands its text,
in which each true count is marked {{words|low..high|unit}}, an empty bound being none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sources.counts import Count, counts

MARK = re.compile(r"\{\{([^|{}]+)\|([^|{}]*)\.\.([^|{}]*)\|([^|{}]+)\}\}")


@dataclass(frozen=True)
class Marked:
    """A true count as its marker states it: where its words stand, how they read."""

    start: int
    end: int
    low: int | None
    high: int | None
    unit: str


@dataclass(frozen=True)
class Document:
    """A marked document without its marks."""

    name: str
    language: str
    text: str
    true: tuple[Marked, ...]


@dataclass
class Tally:
    """How many true counts there are, how many were found, how many read exactly right, and how
    many counts were none."""

    true: int = 0
    found: int = 0
    right: int = 0
    false: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    misread: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Part of the true counts that was found."""
        return self.found / self.true if self.true else 1.0

    @property
    def precision(self) -> float:
        """Part of what was found that is a true count."""
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def exact(self) -> float:
        """Part of the true counts that was found with the right reading and unit."""
        return self.right / self.true if self.true else 1.0

    def add(self, other: Tally) -> None:
        """Add another tally to this one."""
        self.true += other.true
        self.found += other.found
        self.right += other.right
        self.false += other.false
        self.missed += other.missed
        self.wrong += other.wrong
        self.misread += other.misread


def _bound(text: str) -> int | None:
    text = text.strip().replace(",", "").replace("_", "")
    return int(text) if text.isdigit() else None


def parsed(path: Path) -> Document:
    """A marked document; raises ValueError where it is not in the format."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    language = re.match(r"language:\s*([a-z]{2})", head)
    if language is None:
        raise ValueError(f"{path.name}: expected 'language: xx' in the first line")
    text, true, at = [], [], 0
    length = 0
    for mark in MARK.finditer(body):
        text.append(body[at : mark.start()])
        length += mark.start() - at
        words, low, high, unit = mark.groups()
        true.append(Marked(length, length + len(words), _bound(low), _bound(high), unit.strip()))
        text.append(words)
        length += len(words)
        at = mark.end()
    text.append(body[at:])
    whole = "".join(text)
    if "{{" in whole or "}}" in whole:
        raise ValueError(f"{path.name}: a mark that is not {{{{words|low..high|unit}}}}")
    return Document(path.stem, language[1], whole, tuple(true))


def documents(folder: Path) -> Iterator[Document]:
    """Every document of a folder, by name."""
    return (parsed(path) for path in sorted(folder.glob("*.txt")))


def tally(document: Document) -> Tally:
    """How much of one document is found."""
    found = counts(document.text, len(document.text), document.language)
    result = Tally(true=len(document.true))
    used: set[int] = set()
    for true in document.true:
        inside = [c for c in found if true.start <= c.position < true.end]
        used |= {id(c) for c in inside}
        words = document.text[true.start : true.end]
        if not inside:
            result.missed.append(f"{document.name}: {words}")
            continue
        result.found += 1
        if any((c.low, c.high, c.unit) == (true.low, true.high, true.unit) for c in inside):
            result.right += 1
        else:
            result.misread.append(f"{document.name}: {words}: {_told(inside[0])}")
    for count in found:
        if id(count) not in used:
            result.false += 1
            line = document.text[max(0, count.start - 40) : count.end + 40].replace("\n", " / ")
            result.wrong.append(f"{document.name}: ...{line}...: {'; '.join(count.why)}")
    return result


def _told(count: Count) -> str:
    return f"{count.low}..{'' if count.high is None else count.high} {count.unit}"


def evaluate(folder: Path) -> dict[str, Tally]:
    """A tally for each language, and under `all` for all of them."""
    return summed(documents(folder))


def summed(found: Iterable[Document]) -> dict[str, Tally]:
    """The tallies of some documents by language, and under `all` of all."""
    result: dict[str, Tally] = {"all": Tally()}
    for document in found:
        one = tally(document)
        result.setdefault(document.language, Tally()).add(one)
        result["all"].add(one)
    return result


def table(tallies: dict[str, Tally]) -> str:
    """The figures as lines of a table."""
    lines = ["language  true  recall  precision  exactly right"]
    for name, t in sorted(tallies.items(), key=lambda item: (item[0] == "all", item[0])):
        lines.append(f"{name:8}  {t.true:4}  {t.recall:6.3f}  {t.precision:9.3f}  {t.exact:13.3f}")
    return "\n".join(lines)
