"""The first page: how many foreign nationals, according to whom."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.report import place
from warehouse.report.charts.facts import Facts
from warehouse.report.charts.picture import picture
from warehouse.report.material import Material
from warehouse.report.page import Page


def pages(material: Material) -> Iterator[Page]:
    """The page."""
    claims = [i for i, c in material.claims.items() if c["population"] == place.EVERYONE]
    drawn = picture(Facts(material), place.EVERYONE)
    yield Page(
        place.QUESTION, "question.html", "How many, according to whom?", place.QUESTION,
        {"claims": claims}, {"figures": drawn} if drawn else {},
    )  # fmt: skip
