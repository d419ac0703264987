"""What the figures at hand use: channels by population, days on which counts begin.

A scope that somebody has published is a likelier reading of another claim than one that nobody has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.scope import Scope, Span


@dataclass(frozen=True)
class Usage:
    """`channels`: how many figures of a measure and population came through each channel.

    `beginnings`: the days on which windows of a measure begin, in order.
    """

    channels: Mapping[tuple[str, str], Mapping[str, int]]
    beginnings: Mapping[str, tuple[Span, ...]]

    def channels_near(self, scope: Scope, lattice: Lattice) -> tuple[Counter[str], Counter[str]]:
        """Channels of figures that may count some of the people of a scope, and how many use them.

        First those of figures on none but countries of the scope, then those of the others that
        share a known country or lie around it. Their measure lies inside that of the scope or
        around it. A channel is used by whatever uses a channel inside it.
        """
        own: Counter[str] = Counter()
        wider: Counter[str] = Counter()
        around = lattice.known(scope.population, scope.excluding)
        for (measure, population), used in self.channels.items():
            if not _meet(measure, scope.measure, lattice.measure_above):
                continue
            known = lattice.known(population)
            if not known & around and not _meet(
                population, scope.population, lattice.population_above
            ):
                continue
            near = own if known <= around else wider
            for channel, n in used.items():
                near.update(dict.fromkeys(lattice.channel_above[channel], n))
        return own, wider


def _meet(a: str, b: str, above: Mapping[str, frozenset[str]]) -> bool:
    return b in above.get(a, ()) or a in above.get(b, ())


def usage_of(figures: Iterable[Figure]) -> Usage:
    """What these figures use."""
    channels: dict[tuple[str, str], Counter[str]] = {}
    beginnings: dict[str, set[Span]] = {}
    for scope in (f.scope for f in figures):
        channels.setdefault((scope.measure, scope.population), Counter())[scope.channel] += 1
        if scope.since is not None:
            beginnings.setdefault(scope.measure, set()).add(scope.since)
    return Usage(
        channels=channels,
        beginnings={
            measure: tuple(sorted(spans, key=lambda s: (s.first, s.last, s.text)))
            for measure, spans in beginnings.items()
        },
    )
