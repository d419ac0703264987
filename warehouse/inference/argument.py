"""The argument of a bound in words: each figure, why it bears, how they combine, what follows.

Takes the figures that a bound rests on as given; finding and confirming them belongs to the solver.
Combinations that can be followed by hand stand in derivation; the others are told as joint.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from warehouse.inference.apart import apart
from warehouse.inference.conflict import COVER, WITHIN
from warehouse.inference.derivation import Step, highest, lowest
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.phrasing import counted, interval, number, said
from warehouse.inference.reasons import grounds
from warehouse.inference.scope import Scope, within

LOW, HIGH = "low", "high"


def argument(
    target: Scope, side: str, value: int | None, figures: Sequence[Figure], lattice: Lattice
) -> list[Step]:
    """Why the number of a scope is at least (`low`) or at most (`high`) a value.

    `figures` are a smallest set that alone gives this side; `value` None (or a low of 0) is a bound
    that says nothing. The last step is the conclusion. An unknown side is a ValueError.
    """
    if side not in (LOW, HIGH):
        raise ValueError(f"side is {side!r}, expected {LOW!r} or {HIGH!r}")
    if value is None or (side == LOW and value == 0):
        return [_nothing(target, side, lattice)]
    ordered = sorted(figures, key=lambda f: (f.scope.as_of.last, f.claim_id))
    combine = lowest if side == LOW else highest
    steps = combine(target, value, ordered, lattice) if ordered else None
    return [
        *(steps or _jointly(target, side, value, ordered, lattice)),
        _conclusion(target, side, value, lattice),
    ]


def _nothing(target: Scope, side: str, lattice: Lattice) -> Step:
    about = counted(target, lattice)
    if side == LOW:
        return Step(f"No figure gives a least number ({about}): nobody is certainly counted here.")
    return Step(f"No figure gives a greatest number ({about}), alone or with others.")


def _conclusion(target: Scope, side: str, value: int, lattice: Lattice) -> Step:
    people = "people" if target.unit == "persons" else target.unit
    bound = f"at {'least' if side == LOW else 'most'} {number(value)} {people}"
    return Step(f"So {bound} ({counted(target, lattice)}).")


def _jointly(
    target: Scope, side: str, value: int, figures: Sequence[Figure], lattice: Lattice
) -> list[Step]:
    """Each figure with how it bears on the target; the rest was solved, and is said to be."""
    steps = [
        Step(
            f"{said(f, lattice)} is {interval(f.low, f.high)}{_bearing(f.scope, target, lattice)}.",
            f.claim_id,
            f.low if side == LOW or f.high is None else f.high,
        )
        for f in figures
    ]
    rests = grounds([WITHIN, *_identities([target, *(f.scope for f in figures)], lattice)])
    solved = (
        f"Taken together ({'; '.join(rests)}; solved as a linear programme), these leave no "
        f"{'fewer' if side == LOW else 'more'} than {number(value)}."
    )
    return [*steps, Step(solved)]


def _bearing(scope: Scope, target: Scope, lattice: Lattice) -> str:
    if within(scope, target, lattice):
        return "; all of them are counted here"
    if within(target, scope, lattice):
        return "; it counts everyone asked about"
    if apart(scope, target, lattice):
        return "; they are other people than those asked about"
    return "; it bears on this through the others"


def _identities(scopes: Sequence[Scope], lattice: Lattice) -> list[str]:
    """The identities by which scopes count different people or are all of another, sorted."""
    found = {apart(a, b, lattice) for a, b in permutations(scopes, 2)}
    hulls = {lattice.hull(s.population, s.excluding) for s in scopes} - {None}
    for whole in hulls:
        smaller = [hull for hull in hulls if hull and whole and hull < whole]
        if whole and frozenset().union(*smaller) == whole:
            found.add(COVER)
    return sorted(identity for identity in found if identity is not None)
