"""Two scopes that certainly count different people, and which identity says so."""

from __future__ import annotations

from warehouse.inference.conflict import PARTS, STATES, WINDOWS
from warehouse.inference.lattice import Lattice
from warehouse.inference.scope import Scope, alike, same_document


def _different_people(a: Scope, b: Scope, lattice: Lattice) -> bool:
    if a.native != b.native:
        return False
    one = lattice.hull(a.population, a.excluding)
    other = lattice.hull(b.population, b.excluding)
    return one is not None and other is not None and not (one & other)


def _excluding_states(a: Scope, b: Scope, lattice: Lattice) -> bool:
    if (a.measure, b.measure) not in lattice.disjoint:
        return False
    if a.kind == "stock" and b.kind == "stock":
        return alike(a.as_of, b.as_of, same_document(a, b)) or (
            a.as_of.exact and b.as_of.exact and a.as_of.first == b.as_of.first
        )
    if a.kind == "stock":
        a, b = b, a
    if b.kind == "stock":
        one_date = alike(a.as_of, b.as_of, same_document(a, b))
        return one_date or a.as_of.last <= b.as_of.first
    return True


def _different_periods(a: Scope, b: Scope) -> bool:
    if a.measure != b.measure or "stock" in (a.kind, b.kind):
        return False
    return any(
        later.since is not None and earlier.as_of.last < later.since.first
        for earlier, later in ((a, b), (b, a))
    )


def apart(a: Scope, b: Scope, lattice: Lattice) -> str | None:
    """The identity by which nobody is counted by both; None where somebody may be."""
    if _different_people(a, b, lattice):
        return PARTS
    if _excluding_states(a, b, lattice):
        return STATES
    return WINDOWS if _different_periods(a, b) else None
