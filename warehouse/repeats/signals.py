"""What speaks for a pair of figures being one, and what against, each in bits.

A bit is a factor of two: how much more often a trait is met among repeats than among pairs that
have nothing to do with one another (Fellegi and Sunter 1969, Journal of the American Statistical
Association 64:328). Bits add up. The weights are such ratios, counted over the linked and the
unlinked pairs of the catalog whose numbers meet, and cut to whole bits. Pairs come from blocks.py;
what follows from them stands in choose.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, log2

from warehouse.repeats.echo import echo, freedom, unusual
from warehouse.repeats.figure import Days, Figure
from warehouse.repeats.names import Names
from warehouse.repeats.related import World


@dataclass(frozen=True)
class Weights:
    """Bits of each trait of a pair. `time`: the most days between the periods spoken of, and the
    bits up to there, in order."""

    attribution: Mapping[str, float]
    measure: Mapping[str, float]
    population: Mapping[str, float]
    channel: Mapping[str, float]
    other_unit: float
    other_window: float
    time: tuple[tuple[float, float], ...]


# Counted by benchmarks/repeats_weights.py over the whole catalog; half of it teaches nearly the
# same, and finds the links of the other half as well (docs/methods.md).
WEIGHTS = Weights(
    attribution={
        "claimant": 2.0, "publisher": 3.0, "named": 1.0, "common": 1.0, "state": -1.0, "none": -2.0,
    },
    measure={"same": 1.0, "unsaid": 1.0, "near": -1.0, "uncounted": -4.0, "apart": -3.0},
    population={"same": 1.0, "nested": -4.0, "apart": -6.0},
    channel={"same": 0.0, "nested": 0.0, "apart": -4.0},
    other_unit=-2.0,
    # Windows that begin in different years are different counts, though retellings lose beginnings.
    other_window=-1.0,
    # Retellings keep the time that they speak of. A month is the roughness of most dates; after a
    # year nearly every figure of the catalog was another one.
    time=((31, 1.0), (366, -1.0), (inf, -5.0)),
)  # fmt: skip
# So many roots speak of one population in the catalog at most, within a factor of two. Where there
# are more, each number has more others to meet by chance, and is worth as much less.
CROWD = 32


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a pair.

    `how` the number came over and the `number` that tells; `rarity`, its bits; `attribution`, in
    which way the later figure names the earlier one's source, and its bits; `scope` and `time`,
    what likeness or difference there adds or takes away; `others`, how many other roots print the
    number.
    """

    how: str
    number: int
    rarity: float
    others: int
    attribution: str
    attributed: float
    scope: float
    time: float

    @property
    def bits(self) -> float:
        """The bits of the pair by itself, whatever else its documents share."""
        return self.rarity + self.attributed + self.scope + self.time


@dataclass(frozen=True)
class Counts:
    """How often numbers are met: the roots that print each number of a unit, all roots, and the
    roots that speak of each population in a unit."""

    printed_by: Mapping[tuple[str, int], frozenset[str]]
    roots: int
    speaking_of: Mapping[tuple[str, str], int]


def rarity(how: str, number: int, others: int, counts: Counts, crowd: int) -> float:
    """Bits of a number: how rare it is, by its figures or among the other roots, whichever is less,
    without what the way of coming over and a crowd of figures give away. Never below 0."""
    seen = log2(counts.roots / others) if others else inf
    given = freedom(how, number) + max(log2(crowd / CROWD), 0.0) if crowd else freedom(how, number)
    return max(min(unusual(number), seen) - given, 0.0)


class Signals:
    """Weighs pairs of figures in one world.

    `told` holds for each document the sources named in its title and words; `cited` adds those to
    whom it ascribes figures.
    """

    def __init__(
        self, world: World, names: Names, counts: Counts,
        told: Mapping[str, frozenset[str]], cited: Mapping[str, frozenset[str]],
        weights: Weights = WEIGHTS,
    ) -> None:  # fmt: skip
        self.world, self.names, self.counts = world, names, counts
        self.told, self.cited, self.weights = told, cited, weights

    def weigh(self, later: Figure, earlier: Figure) -> Evidence | None:
        """The evidence that `later` repeats `earlier`, None where its number cannot be that one."""
        found = echo(later, earlier)
        if found is None:
            return None
        how, number = found
        printing = self.counts.printed_by.get((later.unit, number), frozenset())
        others = len(printing) - len(printing & {later.root, earlier.root})
        crowd = self.counts.speaking_of.get((later.unit, later.population), 0)
        attribution = self.attribution(later, earlier)
        return Evidence(
            how, number, rarity(how, number, others, self.counts, crowd), others, attribution,
            self.weights.attribution[attribution], self._scope(later, earlier),
            self._time(later, earlier),
        )  # fmt: skip

    def _scope(self, a: Figure, b: Figure) -> float:
        world, weights = self.world, self.weights
        windows = {f.window[:4] for f in (a, b) if f.window}
        return (
            weights.measure[world.measure(a.measure, b.measure)]
            + weights.population[world.populations.relation(a.population, b.population)]
            + weights.channel[world.channels.relation(a.channel, b.channel)]
            + (weights.other_unit if a.unit != b.unit else 0.0)
            + (weights.other_window if len(windows) > 1 else 0.0)
        )

    def _time(self, later: Figure, earlier: Figure) -> float:
        apart = days_between(earlier.as_of, later.as_of)
        return next(bits for days, bits in self.weights.time if apart <= days)

    def attribution(self, later: Figure, earlier: Figure) -> str:
        """How the later figure names where it is from: by the same `claimant`; as that of the
        earlier one's `publisher`; `named` in its words or title; both speak for one `state`;
        `common`, nobody is named for it and both documents rely on one other source; `none`."""
        names = self.names
        if later.claimant == earlier.claimant and names.tells_apart(later.claimant):
            return "claimant"
        if later.claimant == earlier.publisher:
            return "publisher"
        if {earlier.claimant, earlier.publisher} & self.told[later.document_id] - {later.publisher}:
            return "named"
        if names.one_state(later.claimant, earlier.claimant):
            return "state"
        return "common" if self.common(later, earlier) else "none"

    def common(self, later: Figure, earlier: Figure) -> frozenset[str]:
        """The sources that both documents rely on, where the later names nobody for its figure."""
        if later.claimant != later.publisher and self.names.tells_apart(later.claimant):
            return frozenset()
        shared = self.cited[later.document_id] & self.cited[earlier.document_id]
        return shared - {later.publisher}


def days_between(a: Days, b: Days) -> int:
    """The least number of days between two periods, 0 where they touch or are open."""
    gaps = [
        (y - x).days for x, y in ((a[1], b[0]), (b[1], a[0])) if x is not None and y is not None
    ]
    return max([0, *gaps])
