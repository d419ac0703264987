"""Random vocabularies that are valid, and random scopes in their words.

What a vocabulary means is not decided here: that is the business of `worlds`, and of the engine.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

from tests.warehouse.inference.worlds import N_DAYS, day, upwards
from warehouse.inference.lattice import Lattice
from warehouse.inference.scope import EVER, NEVER, Scope, Span

COUNTRIES = ("CUB", "NPL", "PRK", "RUS")


def a_lattice(rng: random.Random) -> Lattice:
    """Six measures, the countries with five groups, and five channels, in random order."""
    kinds = {f"m{n}": rng.choice(["cumulative", "cumulative", "stock"]) for n in range(6)}
    above = {
        f"m{n}": frozenset(
            rng.sample([f"m{k}" for k in range(n)], min(n, rng.choice([0, 1, 1, 2])))
        )
        for n in range(6)
    }
    closed = {m: upwards([m], above) for m in kinds}
    pairs = [frozenset(pair) for pair in combinations(sorted(kinds), 2)]
    # A measure that nobody can be in would say nothing.
    pairs = [pair for pair in pairs if not any(pair <= around for around in closed.values())]
    members: dict[str, frozenset[str]] = {c: frozenset({c}) for c in COUNTRIES}
    members["foreign"] = frozenset(COUNTRIES) - {"RUS"}
    complete, inside = set(members), dict[str, str]()
    for n in range(4):
        group = f"g{n}"
        own = frozenset(rng.sample(COUNTRIES, rng.randint(0, 2)))
        others = [q for q in members if q not in COUNTRIES and own <= members[q]]
        if others and rng.random() < 0.7:
            inside[group] = rng.choice(sorted(others))
        if own and rng.random() < 0.4:
            complete.add(group)
        members[group] = own
    channels = {"all": "", **{f"c{n}": rng.choice(["all", *(f"c{k}" for k in range(n))])
                for n in range(4)}}  # fmt: skip
    return Lattice(
        kinds=kinds,
        measure_parents=above,
        disjoint_pairs=frozenset(rng.sample(pairs, min(len(pairs), 2))),
        members=members,
        complete=frozenset(complete),
        inside=inside,
        everyone=frozenset({"foreign"}),
        channel_parent=channels,
        measure_names={m: m for m in kinds},
        population_names={p: p for p in members},
        channel_names={c: c for c in channels},
    )


def a_span(rng: random.Random) -> Span:
    """A day, some days, or an open interval, written so that like texts mean like days."""
    first = rng.randrange(N_DAYS)
    last = min(N_DAYS - 1, first + rng.choice([0, 0, 0, 1, 2]))
    shape = rng.random()
    if shape < 0.05:
        return Span(f"../{day(last)}", EVER, day(last))
    if shape < 0.1:
        return Span(f"{day(first)}/..", day(first), NEVER)
    text = f"{day(first)}" if first == last else f"{day(first)}/{day(last)}"
    return Span(text, day(first), day(last))


def a_scope(rng: random.Random, lattice: Lattice) -> Scope:
    """What a figure of one of three documents may count: people, in the lattice's words."""
    measure = rng.choice(sorted(lattice.kinds))
    population = rng.choice(sorted(lattice.members))
    out = frozenset(rng.sample(COUNTRIES, rng.choice([0, 0, 1, 2])))
    document = rng.choice("xyz")
    window = lattice.kinds[measure] == "cumulative" and rng.random() < 0.4
    return Scope(
        measure=measure,
        population=population,
        kind="window" if window else lattice.kinds[measure],
        as_of=a_span(rng),
        since=a_span(rng) if window else None,
        # Nobody would be left: the catalog refuses that.
        excluding=frozenset() if lattice.members[population] <= out else out,
        native=rng.random() < 0.25,
        channel=rng.choice(["all", "all", *sorted(lattice.channel_parent)]),
        document=document,
        root_document=rng.choice([document, "x"]),
    )


def scopes(rng: random.Random, lattice: Lattice, n: int) -> list[Scope]:
    """Several scopes; two of three differ from an earlier one in one dimension or two.

    What differs in everything is hardly ever comparable, and tests little.
    """
    dimensions: list[Callable[[Scope, Scope], Scope]] = [
        lambda a, b: replace(a, measure=b.measure, kind=b.kind, since=b.since),
        lambda a, b: replace(a, population=b.population, excluding=b.excluding),
        lambda a, b: replace(a, native=b.native),
        lambda a, b: replace(a, channel=b.channel),
        lambda a, b: replace(a, as_of=b.as_of),
        lambda a, b: replace(a, since=b.since if a.since and b.since else a.since),
        lambda a, b: replace(a, document=b.document, root_document=b.root_document),
    ]
    found = [a_scope(rng, lattice)]
    while len(found) < n:
        scope = a_scope(rng, lattice)
        if rng.random() < 2 / 3:
            changes = rng.sample(dimensions, rng.choice([1, 2]))
            like = rng.choice(found)
            for change in changes:
                like = change(like, scope)
            scope = like
        found.append(scope)
    return found
