"""Countries counted against countries named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from warehouse.inference.conflict import COUNTRIES, PART
from warehouse.inference.countries import too_many_countries
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice


def _named(figure: Callable[..., Figure]) -> list[Figure]:
    return [
        figure("d", "killed", "NPL", "2025-01-01", 3, None),
        figure("c", "killed", "CUB", "2025-01-01", 1, None),
        figure("b", "killed", "EGY", "2025-01-01", 1, None),
        figure("late", "killed", "GHA", "2025-07-01", 1, None),
        figure("none", "killed", "PRK", "2025-01-01", 0, None),
        figure("region", "killed", "africa", "2025-01-01", 9, None),
    ]


def test_one_country_too_many_is_told_with_the_first_figures(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    whole = figure("w", "recruited", "foreign", "2025-06-30", 0, 1, unit="countries")
    found = too_many_countries(whole, _named(figure), lattice)
    assert found is not None
    assert [f.claim_id for f in found.having(PART)] == ["b", "c"]
    assert (found.identities, found.excess, found.complete) == ((COUNTRIES,), 1, False)


def test_no_more_countries_than_counted_contradict_nothing(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    whole = figure("w", "recruited", "foreign", "2025-06-30", 0, 3, unit="countries")
    assert too_many_countries(whole, _named(figure), lattice) is None
    fewer = figure("w", "recruited", "foreign", "2025-06-30", 0, 2, unit="countries")
    found = too_many_countries(fewer, _named(figure), lattice)
    assert found is not None
    assert (found.size, found.complete) == (4, True)


def test_several_figures_of_one_country_name_it_once(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    whole = figure("w", "recruited", "foreign", "2025-06-30", 0, 2, unit="countries")
    more = [*_named(figure), figure("a", "killed", "EGY", "2024-01-01", 1, None)]
    found = too_many_countries(whole, more, lattice)
    assert found is not None
    assert (found.ids, found.complete) == (("a", "c", "d", "w"), False)


def test_a_figure_of_persons_is_refused_as_a_whole(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    with pytest.raises(ValueError, match="no high number of countries"):
        too_many_countries(figure("w", "killed", "NPL", "2025", 0, 2), [], lattice)
