"""Why figures bear on one another, in words: containment, and being different people.

Belongs here: one clause for each ground that `within` and the identities rest on. Not here: whether
a ground holds (scope, apart), and sentences about several figures (statements, argument).
"""

from __future__ import annotations

from collections.abc import Iterable

from warehouse.inference.conflict import PARTS, STATES, WINDOWS, WITHIN
from warehouse.inference.lattice import Lattice
from warehouse.inference.phrasing import channel, day, listed, measure, population
from warehouse.inference.scope import Scope


def because(a: Scope, b: Scope, lattice: Lattice) -> list[str]:
    """Why everyone counted by a is counted by b, where the two differ; a lies within b.

    The reasons are those of `within`: measure, population, channel, period and date.
    """
    reasons = []
    if a.measure != b.measure:
        one, other = measure(a.measure, lattice), measure(b.measure, lattice)
        reasons.append(f"everyone who counts as “{one}” counts as “{other}”")
    if (one := population(a, lattice)) != (other := population(b, lattice)):
        reasons.append(f"a count of {other} includes {one}")
    if a.channel != b.channel:
        one, other = channel(a.channel, lattice), channel(b.channel, lattice)
        reasons.append(f"a count of {other} includes {one}")
    if a.since is not None and b.since is None:
        reasons.append("a count of everyone so far includes every period")
    elif a.since is not None and b.since is not None and a.since != b.since:
        reasons.append("the longer period includes the shorter one")
    if b.kind != "stock" and day(a.as_of) != day(b.as_of):
        reasons.append("a count of everyone so far never falls")
    return reasons


def grounds(identities: Iterable[str]) -> list[str]:
    """Identities as a reader understands them."""
    said = {WITHIN: "whoever a part counts is counted by the whole"}
    return [said.get(identity, identity) for identity in identities]


def different(identities: Iterable[str], scopes: Iterable[Scope], lattice: Lattice) -> list[str]:
    """Why the people of scopes are different people, by the identities that say so."""
    found, reasons = set(identities), []
    if PARTS in found:
        reasons.append("nobody is counted under two populations that have no country in common")
    if STATES in found:
        states = sorted({measure(s.measure, lattice) for s in scopes})
        reasons.append(f"nobody is {listed(states)} at one time")
    if WINDOWS in found:
        reasons.append("the periods do not overlap")
    return reasons


def in_brackets(reasons: Iterable[str]) -> str:
    """` (one; another)`, or nothing."""
    text = "; ".join(reasons)
    return f" ({text})" if text else ""
