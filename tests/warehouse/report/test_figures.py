"""The figure of a claim in a few words."""

from __future__ import annotations

from typing import Any

import pytest

from warehouse.report.figures import figure, number


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ({"qualifier": "exactly", "point": 1200, "low": 1200, "high": 1200}, "1,200"),
        ({"qualifier": "more than", "point": 1500, "low": 1501, "high": None}, "more than 1,500"),
        ({"qualifier": "between", "point": None, "low": 3, "high": 5}, "3 to 5"),
        ({"qualifier": "rising to", "point": 3, "low": 3, "high": 5}, "3 to 5"),
        ({"qualifier": "dozens", "point": None, "low": 24, "high": 99}, "24 to 99"),
        ({"qualifier": "up to", "point": 20, "low": 0, "high": 20}, "up to 20"),
        ({"qualifier": "at least", "point": None, "low": 7, "high": None}, "at least 7"),
        (
            {"qualifier": "exactly", "point": 4, "low": 4, "high": 4, "unit": "countries",
             "hedged": True},
            "4 countries, hedged",
        ),
    ],
)  # fmt: skip
def test_a_figure_keeps_its_qualifier_its_unit_and_its_hedge(
    claim: dict[str, Any], expected: str
) -> None:
    assert figure({"unit": "persons", "hedged": False, **claim}) == expected


def test_where_unit_and_hedge_stand_beside_the_number_it_is_told_without_them() -> None:
    claim = {"unit": "countries", "hedged": True, "qualifier": "up to", "point": 9}
    assert (figure(claim), number(claim)) == ("up to 9 countries, hedged", "up to 9")
