"""The counts of a document: those figures whose reasons are enough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sources.counts.considered import Considered, Reader
from sources.counts.count import Count
from sources.counts.grouped import Grouped
from sources.counts.shortest import phrase
from sources.counts.subject import FOREIGN_RECRUITS, vocabulary
from sources.phrases.figure import Figure

MOST_COUNTS = 2_000
"""Counts of one document that are given out; the longest list known names 1,417 people."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of a document in their order, and how far it was read: `text[:read_to]`. Where
    that is not its end, a limit of grouped.py or `MOST_COUNTS` was reached and `cut` is true.
    """

    counts: list[Count]
    read_to: int
    cut: bool


def counts(
    text: str, main: int, language: str, subject: Path | None = FOREIGN_RECRUITS
) -> list[Count]:
    """The counts of a document in their order, as `read_counts` finds them."""
    return read_counts(text, main, language, subject).counts


def read_counts(
    text: str, main: int, language: str, subject: Path | None = FOREIGN_RECRUITS
) -> Counts:
    """The counts of a document in their order, at most `MOST_COUNTS`; of a document beyond the
    limits of grouped.py those of its beginning.

    `text[:main]` is the body of the page; of what surrounds it only what is strong is taken.
    `language` is that of the document (ISO 639-1, or und). `subject` is a folder of lexicons; None,
    or a language without a lexicon, makes every figure of any unit in the body a count.
    """
    words = None if subject is None else vocabulary(language, subject)
    if words is None:
        reason = "every figure is a count"
        if subject is not None:
            reason = f"no words of '{language[:8]}' are known, so {reason}"
        grouped = Grouped(text[:main], language)
        every = _every(text[:main], grouped, language, reason)
        return _limited(every, grouped, main)
    reader, whole = Reader(text, main, language, words), words.settings.whole
    chosen = (_chosen(text, one, language, whole) for one in reader.read() if one.counts)
    return _limited(chosen, reader.grouped, len(text))


def _limited(found: Iterator[Count], grouped: Grouped, length: int) -> Counts:
    """The first counts, and how far the text was read for them."""
    taken = list(islice(found, MOST_COUNTS))
    more = next(found, None)
    read_to = grouped.read_to if more is None else more.start
    return Counts(taken, read_to, read_to < length)


def _every(text: str, grouped: Grouped, language: str, reason: str) -> Iterator[Count]:
    for sentence, figures in grouped:
        for figure in figures:
            yield _count(text, sentence, figure, language, (reason,))


def _chosen(text: str, one: Considered, language: str, whole: str) -> Count:
    measures = tuple(dict.fromkeys(near.detail for near in one.around.states))
    why = tuple(map(str, one.reasons))
    populations = _populations(one, whole)
    return _count(text, one.sentence, one.figure, language, why, measures, populations)


def _count(
    text: str, sentence: tuple[int, int], figure: Figure, language: str, why: tuple[str, ...],
    measures: tuple[str, ...] = (), populations: tuple[str, ...] = (),
) -> Count:  # fmt: skip
    start, end, hedged = phrase(text, sentence, figure, language)
    return Count(
        start, end, figure.position, text[start:end], figure.low, figure.high, figure.point,
        figure.qualifier, hedged, figure.unit or "persons", *sentence, why, measures, populations,
    )  # fmt: skip


def _populations(one: Considered, whole: str) -> tuple[str, ...]:
    """Whom the noun phrase names, or what stands beside it in a list; else whom the sentence names,
    all of them (`whole`) rather than some.
    """
    around = one.around
    listed = [around.listed] if around.listed is not None else []
    for nears in ([*around.noun, *around.origin], listed):
        named = [
            near.detail if near.kind == "nations" else whole
            for near in nears
            if near.kind in ("who", "nations")
        ]
        if any(named):
            return tuple(dict.fromkeys(filter(None, named)))
    if whole and any(near.kind == "who" for near in one.people):
        return (whole,)
    return tuple(dict.fromkeys(near.detail for near in one.people if near.detail))
