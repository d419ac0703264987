"""How much a document is about the subject, judged by its beginning."""

from __future__ import annotations

from collections.abc import Sequence

from sources.counts.around import Around
from sources.counts.sentence import Sentence

SAMPLE = 20_000  # characters: a long article; what a page is about stands at its beginning
PASSAGE = 3  # sentences that tell together who came into what on which side
BRIEF = 4  # sentences: a snippet leaves out what its page has told
LEAD = 3  # sentences: a page about the subject says so in its title or its first paragraph
OFTEN = 4  # passages; one remark at the end of another story makes three at the most
CLEAN = 8  # one figure of others in so many; stories of something else hold more
SEEDS = 3  # figures of named people in passages; that remark holds one or two

Told = tuple[Sentence, Sequence[Around]]
"""A sentence and what stands around each of its figures of people."""


def passage(window: Sequence[Sentence]) -> bool:
    """Whether some sentences together name people of the subject, its setting, and the side."""
    return (
        any(s.kinds & {"who", "nations"} for s in window)
        and any(s.tells for s in window)
        and any(s.side for s in window)
    )


def about(read: Sequence[Told]) -> int:
    """0 to 3: not at all, hardly, it speaks of them, throughout.

    A passage names people of the subject (foreigners, nations), its setting (an army, or a measure
    of `joining`) and its side. A seed is a figure whose noun names people of the subject, and
    nobody else, in a passage or next to one. A document whose figures are hardly ever of others
    needs no passage: in an interview the three are told apart from each other.
    """
    told = [sentence for sentence, _ in read]
    people = any(s.kinds & {"who", "nations"} for s in told)
    if not people or not any(s.tells for s in told):
        return 0
    if len(told) <= BRIEF:
        return 3
    topic = sum("topic" in s.kinds for s in told)
    passages = [n for n in range(len(told)) if passage(told[n : n + PASSAGE])]
    seeds = sum(
        sum(map(_seed, arounds))
        for n, (_, arounds) in enumerate(read)
        if passage(told[max(n - PASSAGE + 1, 0) : n + PASSAGE])
    )
    often = topic and len(passages) >= OFTEN
    leads = passages[:1] and passages[0] < LEAD
    if (leads and (seeds or often)) or (often and seeds >= SEEDS):
        return 3
    some = _begins(told[:LEAD]) and (topic or seeds >= SEEDS - 1)
    if len(passages) >= PASSAGE and (some or (topic > 1 and sum(s.tells for s in told) >= OFTEN)):
        return 3
    if topic and any(s.side for s in told) and _clean([one for _, found in read for one in found]):
        return 3
    return 2 if passages else 1


def _begins(lead: Sequence[Sentence]) -> bool:
    """Whether the first sentences name two of the three: people, setting, side."""
    people = any(s.kinds & {"who", "nations"} for s in lead)
    return people + any(s.tells for s in lead) + any(s.side for s in lead) > 1


def _clean(arounds: Sequence[Around]) -> bool:
    """Whether the figures hardly ever count other people."""
    others = sum(any(near.kind in ("others", "not", "own") for near in a.noun) for a in arounds)
    return others * CLEAN <= len(arounds)


def _seed(around: Around) -> bool:
    """Whether the noun of a figure names people of the subject and nobody else."""
    whole = {near.kind for near in around.noun + around.origin}
    named = whole & {"who", "nations"} or (around.listed is not None and around.unknown is None)
    return bool(named) and not whole & {"others", "not", "own"} and not around.others
