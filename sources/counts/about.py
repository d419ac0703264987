"""How much a document is about the subject, judged by its beginning."""

from __future__ import annotations

from collections.abc import Sequence

from sources.counts.around import Around
from sources.counts.sentence import Sentence

SAMPLE = 20_000  # characters: a long article; what a page is about stands at its beginning
PASSAGE = 3  # sentences that tell together who came into what on which side
LEAD = 3  # sentences: a page about the subject says so in its title or its first paragraph
BRIEF = 4  # sentences: a snippet leaves out what its page has told
QUESTIONS = 3  # that make a text an interview
FEW = 3  # points: a tenth of the figures
THROUGHOUT, SPEAKS = 15, 9
"""Points from which a document is about the subject, and from which it may be. Of those in
tests/sources/counts/tuned, the ones that mention it in passing have 8 at the most."""

Told = tuple[Sentence, Sequence[Around]]
"""A sentence and what stands around each of its figures of people."""


def passage(window: Sequence[Sentence]) -> bool:
    """Whether some sentences together name people of the subject, its setting, and the side."""
    return _people(window) and _setting(window) and _side(window)


def about(read: Sequence[Told]) -> int:
    """0 to 3: not at all, it mentions them in passing, it speaks of them, throughout.

    Points are given for what the lead names and for how often the rest joins people of the subject
    (foreigners, nations), its setting (an army, or a measure of `joining`) and its side, and taken
    for figures of other people. Between the two it depends on how they are joined: in an interview
    they stand apart from each other, but hardly a figure is of others.
    """
    told = [sentence for sentence, _ in read]
    if not (_people(told) and _setting(told)):
        return 0
    if len(told) <= BRIEF:
        return 3
    if not _side(told):
        return 1
    against = _others([one for _, found in read for one in found])
    points = _lead(told[:LEAD]) + _body(read) - against
    if points >= SPEAKS and any("topic" in s.kinds for s in told):
        joined = len(_passages(told)) >= PASSAGE and sum(s.tells for s in told) > PASSAGE
        points += THROUGHOUT if joined or against <= FEW else 0
    return 3 if points >= THROUGHOUT else 2 if points >= SPEAKS else 1


def _passages(told: Sequence[Sentence]) -> list[int]:
    """Where passages begin; they are longer in an interview, which questions cut up."""
    size = PASSAGE * 2 if sum(s.asks for s in told) >= QUESTIONS else PASSAGE
    return [n for n in range(len(told)) if passage(told[n : n + size])]


def _people(told: Sequence[Sentence]) -> bool:
    return any(s.kinds & {"who", "nations"} for s in told)


def _setting(told: Sequence[Sentence]) -> bool:
    return any(s.tells for s in told)


def _side(told: Sequence[Sentence]) -> bool:
    return any(s.side for s in told)


def _lead(lead: Sequence[Sentence]) -> int:
    """Points for the first sentences: two for each of the three that they name."""
    return 2 * (_people(lead) + _setting(lead) + _side(lead))


def _body(read: Sequence[Told]) -> int:
    """Points for passages, one that begins the document above all, and for what makes them."""
    told = [sentence for sentence, _ in read]
    passages = _passages(told)
    seeds = sum(
        sum(map(_seed, arounds))
        for n, (_, arounds) in enumerate(read)
        if passage(told[max(n - PASSAGE + 1, 0) : n + PASSAGE])
    )
    return (
        5 * (passages[:1] != [] and passages[0] < LEAD)
        + min(len(passages), 6)
        + min(seeds, 4)
        + 2 * min(sum("topic" in s.kinds for s in told), 3)
        + min(sum(s.tells for s in told), 6)
        + min(sum(s.side for s in told), 5)
    )


def _seed(around: Around) -> bool:
    """Whether the noun of a figure names people of the subject and nobody else."""
    whole = {near.kind for near in around.noun + around.origin}
    named = whole & {"who", "nations"} or (around.listed is not None and around.unknown is None)
    return bool(named) and not whole & {"others", "not", "own"} and not around.others


def _others(arounds: Sequence[Around]) -> int:
    """Points against it: three for every tenth of the figures that is of other people."""
    others = sum(any(near.kind in ("others", "not", "own") for near in a.noun) for a in arounds)
    return round(30 * others / len(arounds)) if arounds else 0
