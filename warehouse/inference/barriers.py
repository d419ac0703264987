"""Why two figures are not compared: the dimensions that forbid it, and whether one does so alone.

The same rows as the macro why_not of the published warehouse gives, from scopes. The side of the
war is missing here: scopes are of one side. What contains what stands in `scope`.
"""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.inference import scope as rules
from warehouse.inference.lattice import Lattice
from warehouse.inference.scope import Scope


@dataclass(frozen=True)
class Barrier:
    """A dimension in which a is not known to lie inside b, or b not inside a.

    `a_in_b` and `b_in_a` say which of the two holds in this dimension. `alone`: in at least one
    direction every other dimension holds, so that this difference alone forbids the comparison.
    """

    dimension: str
    of_a: str
    of_b: str
    a_in_b: bool
    b_in_a: bool
    reason: str
    alone: bool


@dataclass(frozen=True)
class _Dimension:
    name: str
    of_a: str
    of_b: str
    a_in_b: bool
    b_in_a: bool
    reason: str


def why_not(a: Scope, b: Scope, lattice: Lattice) -> list[Barrier]:
    """What keeps a and b from being compared, in the order of the contract; empty if nothing does.

    A comparison needs one of the two directions to hold in every dimension. Where some dimension
    forbids both, only such dimensions are listed; else all that forbid one.
    """
    found = _dimensions(a, b, lattice)
    against_a = sum(not d.a_in_b for d in found)
    against_b = sum(not d.b_in_a for d in found)
    if not against_a or not against_b:
        return []
    both = [d for d in found if not d.a_in_b and not d.b_in_a]
    return [
        _barrier(d, not d.a_in_b and against_a == 1, not d.b_in_a and against_b == 1)
        for d in both or [d for d in found if not (d.a_in_b and d.b_in_a)]
    ]


def _barrier(d: _Dimension, only_a_in_b: bool, only_b_in_a: bool) -> Barrier:
    words = {
        (True, True): "; nothing else stands between them",
        (True, False): "; nothing else keeps the first from lying inside the second",
        (False, True): "; nothing else keeps the second from lying inside the first",
        (False, False): "",
    }[only_a_in_b, only_b_in_a]
    alone = only_a_in_b or only_b_in_a
    return Barrier(d.name, d.of_a, d.of_b, d.a_in_b, d.b_in_a, d.reason + words, alone)


def _dimensions(a: Scope, b: Scope, lattice: Lattice) -> list[_Dimension]:
    """Every dimension with what each side has there, and the directions that hold."""
    measure = _measure(a, b, lattice), _measure(b, a, lattice)
    nested = any(measure)
    unit = rules.unit_within(a, b, lattice)
    around_a, around_b = (lattice.channel_above[s.channel] for s in (a, b))
    return [
        _Dimension("measure", a.measure, b.measure, *measure, _reason_of_measure(a, b)),
        _Dimension("unit", a.unit, b.unit, unit, unit, "only equal units that are counts compare"),
        _Dimension(
            "population",
            _population(a),
            _population(b),
            rules.population_within(a, b, lattice),
            rules.population_within(b, a, lattice),
            "the one is not known to contain the other, exclusions considered",
        ),
        _Dimension(
            "basis",
            _basis(a),
            _basis(b),
            rules.basis_within(a, b, lattice),
            rules.basis_within(b, a, lattice),
            "people born in a country are not all its citizens",
        ),
        _Dimension(
            "channel",
            a.channel,
            b.channel,
            b.channel in around_a,
            a.channel in around_b,
            "the one route is not known to be part of the other",
        ),
        _Dimension(
            "kind in time",
            _kind(a),
            _kind(b),
            _kind_within(a, b, nested),
            _kind_within(b, a, nested),
            _reason_of_kind(a, b),
        ),
        _Dimension(
            "as_of",
            a.as_of.text,
            b.as_of.text,
            rules.time_within(a, b),
            rules.time_within(b, a),
            "the inner figure must speak of no later day for certain, two stocks of the same day",
        ),
    ]


def _measure(a: Scope, b: Scope, lattice: Lattice) -> bool:
    return b.measure in lattice.measure_above.get(a.measure, ())


def _kind_within(a: Scope, b: Scope, nested: bool) -> bool:
    """Containment in time apart from the end; what the measures forbid is not said twice."""
    if "none" in (a.kind, b.kind):
        return True
    if a.kind == b.kind == "window" and not nested:
        return rules.start_within(a, b)
    return rules.kind_within(a, b)


def _reason_of_measure(a: Scope, b: Scope) -> str:
    if "none" in (a.kind, b.kind):
        return "one of the two is compared with nothing"
    return "what the one counts is not known to be part of what the other counts"


def _reason_of_kind(a: Scope, b: Scope) -> str:
    if a.kind != b.kind:
        return (
            "a count on one day, of a window and of everything so far do not contain one another, "
            "except that the last contains both"
        )
    if a.measure != b.measure:
        return "people counted in a window need not have entered the wider measure in that window"
    return "a window lies inside another only if it certainly begins no earlier"


def _population(s: Scope) -> str:
    return s.population + (f" without {','.join(sorted(s.excluding))}" if s.excluding else "")


def _basis(s: Scope) -> str:
    return "native" if s.native else "not native"


def _kind(s: Scope) -> str:
    return s.kind if s.since is None else f"{s.kind} since {s.since.text}"
