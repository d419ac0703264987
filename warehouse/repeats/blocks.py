"""Which pairs are looked at: those whose numbers meet, on populations that meet. Never all.

A number that thousands print would make millions of pairs, of which none tells anything. So a
figure is paired with few others under each of its keys: the earliest of its own claimant, and the
earliest of all. What a pair tells stands in signals.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from warehouse.repeats.echo import figures, keys, printed
from warehouse.repeats.figure import Figure
from warehouse.repeats.related import World

# A figure has few likely sources: its claimant's earlier ones and whoever printed it first. Eight
# of each leave room for siblings; more would only repeat them.
MOST = 8
# On another population than its own, a number of one figure says nothing.
NESTED_FROM = 2

Key = tuple[str, int | str]
Block = Mapping[str, Sequence[Figure]]


def _begun(figure: Figure) -> tuple[date, str]:
    first, last = figure.published
    return first or last or date.max, figure.claim_id


def _by_population() -> dict[str, list[Figure]]:
    return defaultdict(list)


class Blocks:
    """The earliest figures by key and population, and by key, population and source."""

    def __init__(self, figures: Iterable[Figure], world: World) -> None:
        self._world = world
        self._all: dict[Key, dict[str, list[Figure]]] = defaultdict(_by_population)
        self._of: dict[tuple[Key, str, str], list[Figure]] = defaultdict(list)
        for figure in sorted(figures, key=_begun):
            for key in keys(figure):
                self._add(key, figure)

    def _add(self, key: Key, figure: Figure) -> None:
        """Whole blocks need not be kept. One more than `MOST`, for one may be the figure itself."""
        earliest = self._all[key][figure.population]
        if len(earliest) <= MOST:
            earliest.append(figure)
        for source in {figure.claimant, figure.publisher}:
            own = self._of[key, figure.population, source]
            if len(own) <= MOST:
                own.append(figure)

    def pairs(self, figures: Iterable[Figure]) -> Iterator[tuple[Figure, Figure]]:
        """Each figure with those whose number it may have, once; never with itself."""
        for figure in figures:
            met = {figure.claim_id}
            for other in self._met(figure):
                if other.claim_id not in met:
                    met.add(other.claim_id)
                    yield figure, other

    def _met(self, figure: Figure) -> Iterator[Figure]:
        numbers = printed(figure)
        looked_up = [("printed", n) for n in numbers] + [
            k for k in keys(figure) if k[0] == "misprint"
        ]
        if len(numbers) == 1:
            looked_up.append(("rounded", numbers[0]))
        nested = any(figures(n) >= NESTED_FROM for n in numbers)
        for key in looked_up:
            block = self._all.get(key, {})
            for population in (
                self._populations(figure.population, block) if nested else [figure.population]
            ):
                yield from self._of.get((key, population, figure.claimant), ())
                yield from block.get(population, ())

    def _populations(self, own: str, block: Block) -> list[str]:
        near = self._world.populations.near(own)
        return [p for p in block if p in near]
