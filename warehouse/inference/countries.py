"""A count of countries against the countries that other figures name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from warehouse.inference.conflict import COUNTRIES, PART, WHOLE, Conflict, Member
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.scope import within


def too_many_countries(
    whole: Figure, candidates: Sequence[Figure], lattice: Lattice
) -> Conflict | None:
    """One figure more than `whole.high` countries, each of another country and at least 1 person.

    A figure of persons counts where everyone it counts is certainly among those whose countries the
    whole counts. Ties: the smallest sorted list of claim ids. `complete` is False where more
    countries, or more figures of one, are named.
    """
    if whole.high is None or whole.scope.unit != lattice.country_unit:
        raise ValueError(f"{whole.claim_id} has no high number of countries")
    named: dict[str, Figure] = {}
    number = 0
    for figure in sorted(candidates, key=lambda f: f.claim_id):
        country = _country(figure, lattice)
        among = replace(figure.scope, unit=whole.scope.unit)
        if country and within(among, whole.scope, lattice):
            named.setdefault(country, figure)
            number += 1
    if len(named) <= whole.high:
        return None
    first = sorted(named.values(), key=lambda f: f.claim_id)[: whole.high + 1]
    return Conflict(
        members=(*(Member(figure, PART) for figure in first), Member(whole, WHOLE)),
        identities=(COUNTRIES,),
        excess=1,
        complete=number == len(first),
    )


def _country(figure: Figure, lattice: Lattice) -> str | None:
    """The one country whose people a figure counts, if there is one and it counts anybody."""
    scope = figure.scope
    known = lattice.known(scope.population, scope.excluding)
    if scope.unit != lattice.counted_unit or figure.low < 1 or len(known) != 1:
        return None
    return next(iter(known)) if lattice.whole(scope.population) else None
