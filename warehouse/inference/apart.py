"""When two figures certainly count different people, so that both fit side by side into a whole.

Here are the grounds on which nobody can be counted by both. Each holds in every world in which a
person enters a cumulative measure at most once, has one citizenship and is born in one country.
What is inside what stands in `scope`.
"""

from __future__ import annotations

from warehouse.inference.conflict import PARTS, STATES, WINDOWS
from warehouse.inference.lattice import Lattice
from warehouse.inference.scope import Scope, no_later


def apart(a: Scope, b: Scope, lattice: Lattice) -> str | None:
    """The identity by which a and b count different people; None where they may share some.

    Of several identities the first of PARTS, STATES, WINDOWS. Only people are told apart: one
    family may hold a dead man and a serving one, and one country both as well.
    """
    counted = lattice.counted_unit
    if a.unit != counted or b.unit != counted or "none" in (a.kind, b.kind):
        return None
    if _no_country_in_both(a, b, lattice):
        return PARTS
    if _states_exclude(a, b, lattice):
        return STATES
    return WINDOWS if _ends_before(a, b, lattice) or _ends_before(b, a, lattice) else None


def _no_country_in_both(a: Scope, b: Scope, lattice: Lattice) -> bool:
    """No country can be counted by both; by birth in both or by citizenship in both."""
    if a.native != b.native:
        return False
    hulls = (lattice.hull(s.population, s.excluding) for s in (a, b))
    bounded = [hull for hull in hulls if hull is not None]
    # A group of unknown extent still leaves out what it is said to leave out.
    return bool(bounded) and not frozenset.intersection(*bounded) - a.excluding - b.excluding


def _states_exclude(a: Scope, b: Scope, lattice: Lattice) -> bool:
    """On some day, whoever is counted by both would be in two states that exclude each other.

    On the day of the one stand all measures around it; those that nobody leaves stand ever after.
    So the dead of May are not among those who serve in June, but may be among those of April.
    """
    on_a, on_b = lattice.measure_above[a.measure], lattice.measure_above[b.measure]
    after_a, after_b = lattice.measure_after[a.measure], lattice.measure_after[b.measure]
    a_first, b_first = no_later(a, b), no_later(b, a)
    return (
        lattice.exclude(after_a, after_b)
        or (a_first and lattice.exclude(after_a, on_b))
        or (b_first and lattice.exclude(after_b, on_a))
        or (a_first and b_first and lattice.exclude(on_a, on_b))
    )


def _ends_before(a: Scope, b: Scope, lattice: Lattice) -> bool:
    """Whether all of a had entered the measure of the window b by a day that precedes it."""
    return (
        b.measure in lattice.measure_above[a.measure]
        and b.since is not None
        and a.as_of.last < b.since.first
    )
