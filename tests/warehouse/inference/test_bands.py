"""Bounds day by day: what the parts of a whole say reaches the whole, whoever stands between."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.inference.conftest import figure_of
from tests.warehouse.inference.counts import COUNTRIES, DAYS, LATTICE, Claim
from tests.warehouse.inference.test_bounds_by_trial import a_claim
from warehouse.inference.bands import bands
from warehouse.inference.lattice import Lattice
from warehouse.inference.system import consistent


def test_a_whole_that_is_not_asked_about_passes_on_what_its_parts_say(
    small_lattice: Lattice,
) -> None:
    figures = [
        figure_of("a", 603, None, population="NPL", as_of="2024-02-01"),
        figure_of("b", 1_028, None, population="CUB", as_of="2024-09-01"),
        figure_of("c", 10, None, population="foreign", excluding="PRK", as_of="2025-03-01"),
        figure_of("d", 12, None, population="foreign", as_of="2024-05-01"),
    ]
    days = [f.scope.as_of.first for f in figures]
    found = bands(figures, small_lattice, ["foreign", "NPL", "CUB"], sorted(days))
    band = found.of["foreign", "recruited"]
    assert band.low.tolist() == [603, 603, 1_631, 1_631]
    rests_on = found.support.of(int(band.low_from[-1]), 0)
    assert {figures[n].claim_id for n in rests_on} == {"a", "b"}


@given(st.lists(a_claim(), min_size=1, max_size=6))
def test_a_whole_is_never_less_than_its_countries_are_together(claims: list[Claim]) -> None:
    figures = [c.figure(n) for n, c in enumerate(claims)]
    if not consistent(figures, LATTICE):
        return
    found = bands(figures, LATTICE, ["all", *COUNTRIES], DAYS)
    for measure in LATTICE.kinds:
        together = sum(found.of[country, measure].low for country in COUNTRIES)
        assert (found.of["all", measure].low >= together).all()
