"""How a claim could be meant otherwise: small changes of one dimension of its scope.

Belongs here: which changes are thought of, how small each is, and how it is said. Not here: those
in time (changes_in_time), and whether a change dissolves anything (repair). Units, numbers and
sides are never changed: the words state them, while a scope is what a retelling loses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from warehouse.inference.change import Change, called, meant
from warehouse.inference.changes_in_time import beginnings, days
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.phrasing import channel, measure, population, printed
from warehouse.inference.usage import Usage


def changes(
    figure: Figure, others: Sequence[Figure], lattice: Lattice, usage: Usage
) -> Iterator[Change]:
    """The changes thought of for one member of a conflict, in no order."""
    name = called(figure, others)
    yield from _channels(figure, name, lattice, usage)
    yield from _populations(figure, others, name, lattice)
    yield from _measures(figure, name, lattice)
    yield from beginnings(figure, name, usage)
    yield from days(figure, others, name)
    if figure.scope.population not in lattice.everyone:  # nobody is born in no country at all
        yield _basis(figure, name)
    if figure.high is not None and not figure.floor:
        yield _floor(figure, name)


def _channels(figure: Figure, name: str, lattice: Lattice, usage: Usage) -> Iterator[Change]:
    """To a channel directly inside that figures nearby use, or to the channel around it.

    A channel that is known for none but these countries is one step away, one that is known only
    for more countries together two.
    """
    now = figure.scope.channel
    before = channel(now, lattice)
    own, wider = usage.channels_near(figure.scope, lattice)

    def to(other: str, text: str, cost: int) -> Change:
        changed, uses = meant(figure, channel=other), own[other] or wider[other]
        return Change(changed, "channel", before, channel(other, lattice), text, cost, uses)

    for inner in sorted(c for c, parent in lattice.channel_parent.items() if parent == now):
        if inner in own or inner in wider:
            text = f"if {name} counted only {channel(inner, lattice)}"
            yield to(inner, text, 1 if inner in own else 2)
    if parent := lattice.channel_parent.get(now):
        yield to(parent, f"if {name} counted {channel(parent, lattice)}, not only {before}", 1)


def _populations(
    figure: Figure, others: Sequence[Figure], name: str, lattice: Lattice
) -> Iterator[Change]:
    """Leaving out the country of another member, or taking in one that is left out."""
    scope = figure.scope
    known = lattice.known(scope.population, scope.excluding)
    theirs = [lattice.known(o.scope.population, o.scope.excluding) for o in others]
    alone = {country for countries in theirs if len(countries) == 1 for country in countries}
    for country in sorted(alone & known if len(known) > 1 else ()):
        text = f"if {name} left out {lattice.population_names.get(country, country)}"
        yield _excluding(figure, scope.excluding | {country}, text, lattice)
    for country in sorted(scope.excluding):
        text = f"if {name} took in {lattice.population_names.get(country, country)}"
        yield _excluding(figure, scope.excluding - {country}, text, lattice)


def _excluding(figure: Figure, excluding: frozenset[str], text: str, lattice: Lattice) -> Change:
    changed = meant(figure, excluding=excluding)
    before, after = (population(f.scope, lattice) for f in (figure, changed))
    return Change(changed, "population", before, after, text)


def _measures(figure: Figure, name: str, lattice: Lattice) -> Iterator[Change]:
    """To the people in that state on one day (the commonest slip: one step), else to a measure
    directly inside or around it (a step further)."""
    scope, above = figure.scope, lattice.measure_above
    nearest = {m for m in above if scope.measure in _directly(m, above)}
    nearest |= _directly(scope.measure, above)
    before = measure(scope.measure, lattice)
    for other in sorted(nearest):
        after = measure(other, lattice)
        if lattice.kinds[other] != "stock":
            kind = "window" if scope.since else "cumulative"
            text, cost = f"if {name} counted “{after}”, not “{before}”", 2
        elif scope.since is None and scope.kind != "stock":
            kind, cost = "stock", 1
            text = f"if the figure was a stock: {printed(figure)} {after} on that day"
        else:
            continue  # a window has no stock, and a stock none but its own
        changed = meant(figure, measure=other, kind=kind)
        yield Change(changed, "measure", before, after, text, cost)


def _directly(inner: str, above: dict[str, frozenset[str]]) -> set[str]:
    """The measures around one that have none between."""
    around = above[inner] - {inner}
    return {m for m in around if not any(m in above[n] for n in around - {m})}


def _basis(figure: Figure, name: str) -> Change:
    changed = meant(figure, native=not figure.scope.native)
    if figure.scope.native:
        text = f"if {name} counted citizens, wherever they were born"
        return Change(changed, "basis", "native", "citizen", text)
    text = f"if {name} counted people born there, whatever their passports"
    return Change(changed, "basis", "citizen", "native", text)


def _floor(figure: Figure, name: str) -> Change:
    changed = replace(figure, high=None, floor=True, evidence="confirmed")
    text = f"if {name} were only the cases confirmed so far"
    return Change(changed, "evidence", figure.evidence, "confirmed", text)
