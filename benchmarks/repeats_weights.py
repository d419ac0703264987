"""The weights of traits, counted on some of the catalog's documents: are those of the code chance?

Each weight is the logarithm of how much more often the trait is met among linked pairs than among
pairs of different roots, of all pairs whose numbers meet. Half a pair is added to each count, so
that a trait that was never met has a weight too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from math import log2

from warehouse.repeats.figure import Figure
from warehouse.repeats.find import Material, signals_of, weighed
from warehouse.repeats.order import Order, order
from warehouse.repeats.signals import WEIGHTS, Weights, days_between

Pair = tuple[Figure, Figure]


def counted(read: Material, documents: Iterable[str]) -> Weights:
    """The weights in whole bits, as the documents given and their claims teach them."""
    own = set(documents)
    signals, world = signals_of(read), read.world
    met = [
        (a, b) for a, b, _ in weighed(read, signals)
        if a.document_id in own and order(b.published, a.published) is not Order.REVERSED
    ]  # fmt: skip
    repeats = [(a, b) for a, b in met if a.links_to == b.claim_id]
    chance = [(a, b) for a, b in met if a.root != b.root and a.document_id != b.document_id]

    def ratios(trait: Callable[[Figure, Figure], object]) -> dict[object, float]:
        return _ratios(repeats, chance, trait)

    limits = [days for days, _ in WEIGHTS.time]
    times = ratios(lambda a, b: next(d for d in limits if days_between(b.as_of, a.as_of) <= d))
    units = ratios(lambda a, b: a.unit == b.unit)
    return replace(
        WEIGHTS,
        attribution=_known(ratios(signals.attribution), WEIGHTS.attribution),
        measure=_known(ratios(lambda a, b: world.measure(a.measure, b.measure)), WEIGHTS.measure),
        population=_known(
            ratios(lambda a, b: world.populations.relation(a.population, b.population)),
            WEIGHTS.population,
        ),
        channel=_known(
            ratios(lambda a, b: world.channels.relation(a.channel, b.channel)), WEIGHTS.channel
        ),
        other_unit=units.get(False, WEIGHTS.other_unit),
        time=tuple((days, times.get(days, bits)) for days, bits in WEIGHTS.time),
    )


def _ratios(
    repeats: list[Pair], chance: list[Pair], trait: Callable[[Figure, Figure], object]
) -> dict[object, float]:
    ours, theirs = (Counter(trait(*pair) for pair in pairs) for pairs in (repeats, chance))
    return {
        value: float(round(log2(
            (ours[value] + 0.5) / (len(repeats) + 1) * (len(chance) + 1) / (theirs[value] + 0.5)
        )))
        for value in ours | theirs
    }  # fmt: skip


def _known(found: Mapping[object, float], otherwise: Mapping[str, float]) -> dict[str, float]:
    return {trait: found.get(trait, bits) for trait, bits in otherwise.items()}
