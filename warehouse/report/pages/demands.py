"""The page of demands by country, and of laws and decrees."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.report import place
from warehouse.report.charts.facts import Facts
from warehouse.report.material import Material
from warehouse.report.page import Page
from warehouse.report.pages.demanded import demanded


def pages(material: Material) -> Iterator[Page]:
    """The page."""
    facts = Facts(material)
    by_country = demanded(facts)
    countries = sorted(by_country, key=lambda country: material.name("population", country))
    yield Page(
        place.DEMANDS, "demands.html", "Demands and laws", place.DEMANDS,
        {
            "demands": {country: by_country[country] for country in countries},
            "events": facts.events,
            "n_answered": {
                response: sum(d["response"] == response for d in facts.demands)
                for response in ("agreed", "partial", "denied", "none", "unknown")
            },
        },
    )  # fmt: skip
