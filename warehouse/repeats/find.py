"""From figures to suspicions: pairs that meet are weighed, what their documents share is added, the
best are chosen. Every step has a module of its own; this one only puts them in a row.

With whom a figure meets, and what the pair weighs, follows from the blocks and from counts over all
figures; no pair changes another. Pairs are weighed in parts, the rest is put together of all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf

from warehouse.repeats.blocks import Blocks
from warehouse.repeats.breakdown import MOST_BITS, Breakdowns
from warehouse.repeats.choose import THRESHOLD, Suspicion, best, linkable
from warehouse.repeats.echo import printed
from warehouse.repeats.figure import Document, Figure, Source
from warehouse.repeats.names import Names
from warehouse.repeats.order import order
from warehouse.repeats.related import World
from warehouse.repeats.signals import WEIGHTS, Counts, Evidence, Signals, Weights
from warehouse.repeats.sums import Sum, sums
from warehouse.spread import Spread, shared

LIGHT = 1_000  # figures: a tenth of a second
Pair = tuple[Figure, Figure, Evidence]  # the later one, the earlier one


@dataclass(frozen=True)
class Material:
    """What suspicions are found in: figures, their documents by id, the registry, the lattices."""

    figures: Sequence[Figure]
    documents: Mapping[str, Document]
    sources: Sequence[Source]
    world: World


@dataclass(frozen=True)
class Found:
    """The suspected repeats and the suspected sums, best first, and what they were weighed with."""

    repeats: list[Suspicion]
    sums: list[Sum]
    signals: Signals


def find(
    material: Material,
    threshold: float = THRESHOLD,
    weights: Weights = WEIGHTS,
    spread: Spread = map,
) -> Found:
    """Who seems to repeat whom, at `threshold` bits and more."""
    signals = signals_of(material, weights)
    pairs = weighed(material, signals, min(threshold - MOST_BITS, 0.0), spread)
    shared = Breakdowns(material.figures, pairs)
    suspicions = []
    for later, earlier, evidence in pairs:
        if linkable(later, earlier, evidence.how):
            numbers, bits = shared.of(later, earlier)
            order_ = order(earlier.published, later.published)
            whole = evidence.bits + bits
            suspicions.append(Suspicion(later, earlier, order_, evidence, numbers, whole))
    return Found(best(suspicions, threshold), sums(material.figures, signals), signals)


def weighed(
    material: Material, signals: Signals, least: float = -inf, spread: Spread = map
) -> list[Pair]:
    """The pairs that meet, in both directions where both can be, with `least` bits or more: what
    has fewer neither becomes a suspicion, whatever the documents share, nor adds to another."""
    blocks = Blocks(material.figures, material.world)
    work = partial(_weighed, blocks, signals, least)
    of_each = shared(spread, work, material.figures, least=LIGHT)
    return [pair for pairs in of_each for pair in pairs]


def _weighed(
    blocks: Blocks, signals: Signals, least: float, figures: Sequence[Figure]
) -> list[list[Pair]]:
    """For each figure its pairs with those that it meets."""
    return [
        [
            (later, earlier, evidence)
            for a, b in blocks.pairs([figure])
            for later, earlier in ((a, b), (b, a))
            if (evidence := signals.weigh(later, earlier)) and evidence.bits >= least
        ]
        for figure in figures
    ]


def signals_of(material: Material, weights: Weights = WEIGHTS) -> Signals:
    """What weighs pairs of this material: who is named where, and how often numbers are met."""
    names = Names(material.sources)
    told: dict[str, set[str]] = {
        d: set(names.named(document.title)) for d, document in material.documents.items()
    }
    ascribed: dict[str, set[str]] = defaultdict(set)
    printed_by: dict[tuple[str, int], set[str]] = defaultdict(set)
    speaking: dict[tuple[str, str], set[str]] = defaultdict(set)
    for figure in material.figures:
        told.setdefault(figure.document_id, set()).update(names.named(figure.says))
        if figure.claimant != figure.publisher and names.tells_apart(figure.claimant):
            ascribed[figure.document_id].add(figure.claimant)
        speaking[figure.unit, figure.population].add(figure.root)
        for number in printed(figure):
            printed_by[figure.unit, number].add(figure.root)
    counts = Counts(
        {key: frozenset(roots) for key, roots in printed_by.items()},
        len({figure.root for figure in material.figures}),
        {key: len(roots) for key, roots in speaking.items()},
    )
    return Signals(
        material.world, names, counts, {d: frozenset(ids) for d, ids in told.items()},
        {d: frozenset(ids | ascribed[d]) for d, ids in told.items()}, weights,
    )  # fmt: skip
