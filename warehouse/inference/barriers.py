"""Why two figures are not compared: the dimensions that forbid it, and whether one does so alone.

The same rows as the macro why_not of the published warehouse gives, from scopes. The side of the
war is missing here: scopes are of one side. What contains what stands in `scope`.
"""

from __future__ import annotations

from collections.abc import Callable
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
    """How a dimension is named, what a scope has there, when the first scope fits, why it must."""

    name: str
    of: Callable[[Scope], str]
    within: Callable[[Scope, Scope, Lattice], bool]
    reason: Callable[[Scope, Scope], str]


def why_not(a: Scope, b: Scope, lattice: Lattice) -> list[Barrier]:
    """What keeps a and b from being compared, in the order of `DIMENSIONS`; empty if nothing does.

    A comparison needs one of the two directions to hold in every dimension. Where some dimension
    forbids both, only such dimensions are listed; else all that forbid one.
    """
    holds = [(d, d.within(a, b, lattice), d.within(b, a, lattice)) for d in DIMENSIONS]
    against_a = sum(not a_in_b for _, a_in_b, _ in holds)
    against_b = sum(not b_in_a for _, _, b_in_a in holds)
    if not against_a or not against_b:
        return []
    both = [row for row in holds if not row[1] and not row[2]]
    found = []
    for d, a_in_b, b_in_a in both or [row for row in holds if not row[1] or not row[2]]:
        only_a_in_b = not a_in_b and against_a == 1
        only_b_in_a = not b_in_a and against_b == 1
        reason = d.reason(a, b) + ALONE[only_a_in_b, only_b_in_a]
        alone = only_a_in_b or only_b_in_a
        found.append(Barrier(d.name, d.of(a), d.of(b), a_in_b, b_in_a, reason, alone))
    return found


# By whether nothing else forbids that a lies inside b, and that b lies inside a.
ALONE = {
    (True, True): "; nothing else stands between them",
    (True, False): "; nothing else keeps the first from lying inside the second",
    (False, True): "; nothing else keeps the second from lying inside the first",
    (False, False): "",
}


def _kind_within(a: Scope, b: Scope, lattice: Lattice) -> bool:
    """Containment in time apart from the end; what the measures forbid is not said twice."""
    if "none" in (a.kind, b.kind):
        return True
    nested = rules.measure_within(a, b, lattice) or rules.measure_within(b, a, lattice)
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


def _always(reason: str) -> Callable[[Scope, Scope], str]:
    return lambda a, b: reason


DIMENSIONS = (
    _Dimension("measure", lambda s: s.measure, rules.measure_within, _reason_of_measure),
    _Dimension(
        "unit",
        lambda s: s.unit,
        rules.unit_within,
        _always("only equal units that are counts compare"),
    ),
    _Dimension(
        "population",
        lambda s: (
            s.population + (f" without {','.join(sorted(s.excluding))}" if s.excluding else "")
        ),
        rules.population_within,
        _always("the one is not known to contain the other, exclusions considered"),
    ),
    _Dimension(
        "basis",
        lambda s: "native" if s.native else "not native",
        rules.basis_within,
        _always("people born in a country are not all its citizens"),
    ),
    _Dimension(
        "channel",
        lambda s: s.channel,
        rules.channel_within,
        _always("the one route is not known to be part of the other"),
    ),
    _Dimension(
        "kind in time",
        lambda s: s.kind + (f" since {s.since.text}" if s.since else ""),
        _kind_within,
        _reason_of_kind,
    ),
    _Dimension(
        "as_of",
        lambda s: s.as_of.text,
        lambda a, b, _: rules.time_within(a, b),
        _always(
            "the inner figure must speak of no later day for certain, two stocks of the same day"
        ),
    ),
)
