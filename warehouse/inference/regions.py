"""Sets of people that the figures speak of, and how each is made of others.

A region is a population with its exclusions, passed through one channel, by citizenship or by
birth. Countries that no figure tells apart are one atom. What belongs here is who is counted; what
and when stand in model.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from warehouse.inference.lattice import Countries, Lattice
from warehouse.inference.scope import Scope, Span, basis_within, population_within

Layer = tuple[bool, str]  # by birth, channel
Who = tuple[str, Countries]  # population, excluding


@dataclass(frozen=True)
class Split:
    """`driver` is one of `outer` or of `inner`; the people of `inner` are among those of `outer`.

    Nobody is in two of `outer` or in two of `inner`. `left` is the region of those who are in
    `outer` and not in `inner`; None where the two are the same people. `kind` is sum (a whole and
    all its parts), group (countries not all known) or channel; `layer` that of the driver.
    """

    kind: str
    layer: Layer
    driver: int
    outer: tuple[int, ...]
    inner: tuple[int, ...]
    left: int | None


@dataclass
class Regions:
    """Every region by number, where each is found, and the splits between them.

    `made` finds the regions that are exactly known countries, `atoms` the smallest of them.
    """

    names: list[str] = field(default_factory=list)
    of: dict[tuple[Layer, Who], int] = field(default_factory=dict)
    splits: list[Split] = field(default_factory=list)
    made: dict[Layer, dict[Countries, int]] = field(default_factory=dict)
    atoms: dict[Layer, dict[Countries, int]] = field(default_factory=dict)

    def new(self, name: str) -> int:
        """A further region."""
        self.names.append(name)
        return len(self.names) - 1

    def express(self, layer: Layer, countries: Countries) -> tuple[int, ...]:
        """Disjoint regions, as large as possible, that make up these countries."""
        made = self.made[layer]
        if countries in made:
            return (made[countries],)
        chosen, rest = [], countries
        for candidate in sorted(made, key=lambda c: (-len(c), min(c))):
            if candidate <= rest:
                chosen.append(made[candidate])
                rest -= candidate
        return tuple(chosen)

    def divide(
        self, kind: str, layer: Layer, driver: int, outer: tuple[int, ...], inner: tuple[int, ...]
    ) -> None:
        """The people of `inner` are among those of `outer`."""
        of = " and ".join(self.names[n] for n in outer[:3])
        left = self.new(f"rest of {of} without {self.names[inner[0]]}")
        self.splits.append(Split(kind, layer, driver, outer, inner, left))


def _scope(layer: Layer, who: Who) -> Scope:
    return Scope("", who[0], "cumulative", Span(""), None, who[1], layer[0], layer[1])


def solid(layer: Layer, who: Who, lattice: Lattice) -> bool:
    """Whether a region is exactly the people of known countries."""
    # All who were born abroad are not the sum of those born in each country: see basis_within.
    return lattice.whole(who[0]) and not (layer[0] and who[0] in lattice.everyone)


def known(layer: Layer, who: Who, lattice: Lattice) -> Countries:
    """The countries all of whose people (of this layer) are in the region."""
    if layer[0] and who[0] in lattice.everyone:
        return frozenset()
    return lattice.known(*who)


def _partition(sets: Iterable[Countries]) -> list[Countries]:
    """The coarsest partition of countries that every one of the sets is a union of."""
    marks: dict[str, list[int]] = {}
    for number, countries in enumerate(dict.fromkeys(sets)):
        for country in countries:
            marks.setdefault(country, []).append(number)
    classes: dict[tuple[int, ...], list[str]] = {}
    for country in sorted(marks):
        classes.setdefault(tuple(marks[country]), []).append(country)
    return [frozenset(c) for c in classes.values()]


def _wholes(regions: Regions, layer: Layer, whos: Sequence[Who], lattice: Lattice) -> None:
    """Regions of known countries: atoms, and sums of smaller regions."""
    sets = {who: known(layer, who, lattice) for who in whos if solid(layer, who, lattice)}
    hulls = [hull for who in whos if (hull := lattice.hull(*who)) is not None]
    made = regions.made[layer] = {}
    for atom in _partition([known(layer, who, lattice) for who in whos] + hulls):
        label = min(atom) if len(atom) == 1 else f"{min(atom)} and {len(atom) - 1} others"
        made[atom] = regions.new(f"{label}/{layer[1]}")
    regions.atoms[layer] = dict(made)
    for countries in sorted(set(sets.values()), key=lambda s: (len(s), sorted(s))):
        if countries and countries not in made:
            inner = regions.express(layer, countries)
            made[countries] = whole = regions.new(f"{len(countries)} countries/{layer[1]}")
            regions.splits.append(Split("sum", layer, whole, (whole,), inner, None))
    regions.of.update({(layer, who): made[own] for who, own in sets.items() if own})


def _softs(regions: Regions, layer: Layer, whos: Sequence[Who], lattice: Lattice) -> None:
    """Regions whose countries are not all known: they hold some, and lie inside others."""
    softs = [who for who in whos if (layer, who) not in regions.of]
    for who in softs:
        name = who[0] + "".join(f"-{c}" for c in sorted(who[1])) + f"/{layer[1]}"
        here = regions.of[layer, who] = regions.new(name)
        if members := known(layer, who, lattice):
            regions.divide("group", layer, here, (here,), regions.express(layer, members))
        if (hull := lattice.hull(*who)) is not None:
            regions.divide("group", layer, here, regions.express(layer, hull), (here,))
    for inner in softs:
        for outer in softs:
            a, b = _scope(layer, inner), _scope(layer, outer)
            if inner != outer and population_within(a, b, lattice) and basis_within(a, b, lattice):
                here, around = regions.of[layer, inner], regions.of[layer, outer]
                regions.divide("group", layer, here, (around,), (here,))


def _channels(regions: Regions, layer: Layer, parent: Layer, whos: Sequence[Who]) -> None:
    """Those who passed through a channel are among those who passed through the one around it."""
    for countries, here in regions.atoms[layer].items():
        regions.divide("channel", layer, here, regions.express(parent, countries), (here,))
    own = set(regions.atoms[layer].values())
    for here, around in {(regions.of[layer, w], regions.of[parent, w]) for w in whos}:
        if here not in own:
            regions.divide("channel", layer, here, (around,), (here,))


def build_regions(scopes: Iterable[Scope], lattice: Lattice) -> Regions:
    """The regions of these scopes, of every channel around them too."""
    used: dict[Layer, dict[Who, None]] = {}
    for scope in scopes:
        channel = scope.channel
        while channel:
            who = (scope.population, scope.excluding)
            used.setdefault((scope.native, channel), {})[who] = None
            channel = lattice.channel_parent[channel]
    regions = Regions()
    for layer, whos in sorted(used.items()):
        _wholes(regions, layer, list(whos), lattice)
        _softs(regions, layer, list(whos), lattice)
    for layer, whos in sorted(used.items()):
        if parent := lattice.channel_parent[layer[1]]:
            _channels(regions, layer, (layer[0], parent), list(whos))
    return regions
