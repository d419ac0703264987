"""Every count of a text: the figures of the phrase reader, weighed one by one in their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sources.counts.about import about
from sources.counts.around import Around, Near, Sentence
from sources.counts.count import Count
from sources.counts.grouped import grouped
from sources.counts.shortest import phrase
from sources.counts.subject import FOREIGN_RECRUITS, Vocabulary, vocabulary
from sources.counts.weigh import Back, Reason, Setting, enough, weigh
from sources.phrases.figures import Figure

MOST_COUNTS = 2_000
"""Counts of one document that are given out; the longest list known names 1,417 people. A list that
is as long as this was cut."""
NEAR = 2  # sentences over which a number may refer back
PEOPLE = frozenset(("named", "people", "own", "other people"))
"""What a figure that does not count must be of, so that the next one may refer to it."""
PEOPLES = frozenset(("who", "nations"))
OUTER = frozenset(("who", "nations", "setting"))


def counts(
    text: str, main: int, language: str, subject: Path | None = FOREIGN_RECRUITS
) -> list[Count]:
    """The counts of a document in their order, at most `MOST_COUNTS`.

    `text[:main]` is the body of the page; of what surrounds it only what is strong is taken.
    `language` is that of the document (ISO 639-1, or und). `subject` is a folder of lexicons; None,
    or a language without a lexicon, makes every figure of any unit a count.
    """
    found = None if subject is None else vocabulary(language, subject)
    if found is not None:
        return list(islice(_of_subject(text, main, language, found), MOST_COUNTS))
    reason = "every figure is a count"
    if subject is not None:
        reason = f"no words of '{language[:8]}' are known, so {reason}"
    every = (
        _count(text, sentence, figure, language, (reason,))
        for sentence, figures in grouped(text[:main], language)
        for figure in figures
    )
    return list(islice(every, MOST_COUNTS))


@dataclass(frozen=True, slots=True)
class Considered:
    """A figure with what was found around it and the reasons, whether or not they are enough."""

    sentence: tuple[int, int]
    figure: Figure
    around: Around
    cues: tuple[Near, ...]
    reasons: list[Reason]


def _of_subject(text: str, main: int, language: str, found: Vocabulary) -> Iterator[Count]:
    for one in considered(text, main, language, found):
        if enough(one.reasons):
            yield _count(
                text,
                one.sentence,
                one.figure,
                language,
                tuple(map(str, one.reasons)),
                tuple(dict.fromkeys(near.detail for near in one.around.states)),
                _populations(one.around, one.cues, found.settings.whole),
            )


def _count(
    text: str, sentence: tuple[int, int], figure: Figure, language: str, why: tuple[str, ...],
    measures: tuple[str, ...] = (), populations: tuple[str, ...] = (),
) -> Count:  # fmt: skip
    start, end, hedged = phrase(text, sentence, figure, language)
    return Count(
        start, end, figure.position, text[start:end], figure.low, figure.high, figure.point,
        figure.qualifier, hedged, figure.unit or "persons", *sentence, why, measures, populations,
    )  # fmt: skip


def _populations(around: Around, cues: tuple[Near, ...], whole: str) -> tuple[str, ...]:
    """Whom the noun phrase names, or what stands beside it in a list; else whom the sentence names,
    all of them rather than some.
    """
    listed = [around.listed] if around.listed is not None else []
    for nears in ([*around.noun, *around.origin], listed):
        named = [n.detail if n.kind == "nations" else whole for n in nears if n.kind in PEOPLES]
        if any(named):
            return tuple(dict.fromkeys(filter(None, named)))
    if whole and any(near.kind == "who" for near in cues):
        return (whole,)
    return tuple(dict.fromkeys(near.detail for near in cues if near.kind == "nations"))


def considered(text: str, main: int, language: str, found: Vocabulary) -> Iterator[Considered]:
    """Every figure of a unit that the subject counts, with the reasons for it and against it."""
    level = about(text[:main], language, found)
    last: tuple[int, bool] | None = None  # the sentence of the figure before, and whether it counts
    recent: list[tuple[int, int]] = []
    inside = True
    for number, (span, figures) in enumerate(grouped(text, language)):
        if inside and span[1] > main:
            inside, last, recent = False, None, []  # what surrounds the body does not go on from it
        if figures:
            sentence = Sentence(text[span[0] : span[1]], span[0], found, language)
            before = any(_speaks(text[a:b], found, language) for a, b in recent)
        for at, figure in enumerate(figures):
            unit = figure.unit or "persons"
            if unit not in found.settings.units:
                continue
            left = figures[at - 1].end if at else span[0]
            right = figures[at + 1].start if at + 1 < len(figures) else span[1]
            around = sentence.around(figure.position, figure.end, left, right)
            own = {near.words for near in around.noun}
            cues = tuple(near for near in sentence.all(OUTER) if near.words not in own)
            setting = Setting(
                cues, before, level, _back(last, number),
                (figure.point or figure.low) >= found.settings.most, figure.position >= main,
                figure.point == figure.high == 1, figure.qualifier != "exactly", text[figure.position].isdigit(),
            )  # fmt: skip
            reasons = weigh(unit, around, setting)
            kinds = {reason.kind for reason in reasons}
            if unit == "persons" and (enough(reasons) or kinds & PEOPLE):
                last = (number, enough(reasons))
            yield Considered(span, figure, around, cues, reasons)
        recent = [*recent[-(NEAR - 1) :], span]


def _speaks(text: str, found: Vocabulary, language: str) -> bool:
    """Whether a sentence joins people of the subject to its setting."""
    cues = Sentence(text, 0, found, language).at.values()
    kinds = {cue.kind for ones in cues for cue in ones}
    return "setting" in kinds and bool(kinds & PEOPLES)


def _back(last: tuple[int, bool] | None, number: int) -> Back:
    if last is None or number - last[0] > NEAR:
        return Back.NONE
    if not last[1]:
        return Back.OTHERS
    return Back.SAME_SENTENCE if last[0] == number else Back.NEAR
