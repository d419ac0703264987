"""The counts of a document: those figures whose reasons are enough."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from sources.counts.considered import Considered, Reader
from sources.counts.count import Count
from sources.counts.grouped import grouped
from sources.counts.shortest import phrase
from sources.counts.subject import FOREIGN_RECRUITS, vocabulary
from sources.phrases.figure import Figure

MOST_COUNTS = 2_000
"""Counts of one document that are given out; the longest list known names 1,417 people. A list that
is as long as this was cut."""


def counts(
    text: str, main: int, language: str, subject: Path | None = FOREIGN_RECRUITS
) -> list[Count]:
    """The counts of a document in their order, at most `MOST_COUNTS`; of a document beyond the
    limits of grouped.py those of its beginning.

    `text[:main]` is the body of the page; of what surrounds it only what is strong is taken.
    `language` is that of the document (ISO 639-1, or und). `subject` is a folder of lexicons; None,
    or a language without a lexicon, makes every figure of any unit in the body a count.
    """
    found = None if subject is None else vocabulary(language, subject)
    if found is None:
        reason = "every figure is a count"
        if subject is not None:
            reason = f"no words of '{language[:8]}' are known, so {reason}"
        return list(islice(_every(text[:main], language, reason), MOST_COUNTS))
    whole = found.settings.whole
    chosen = (one for one in Reader(text, main, language, found).read() if one.counts)
    return [_chosen(text, one, language, whole) for one in islice(chosen, MOST_COUNTS)]


def _every(text: str, language: str, reason: str) -> Iterator[Count]:
    for sentence, figures in grouped(text, language):
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
