"""Demands by country, and laws."""

from __future__ import annotations

from pathlib import Path

from tests.warehouse.report.reading import page, rows, words
from warehouse.report import place
from warehouse.report.charts.facts import Facts


def test_demands_stand_by_country_and_say_how_many_were_answered(counted_report: Path) -> None:
    demands = page(counted_report / place.DEMANDS)
    assert "2 demands for nationals of 2 countries: 1 denied, 1 with no answer known." in words(
        demands
    )
    found = rows(demands, "demands")
    assert [row.split(" | ")[0] for row in found[1:]] == [
        "Cuba", "10 February 2025", "Ghana", "unknown",
    ]  # fmt: skip


def test_marks_of_pictures_lead_to_places_on_the_page(counted_report: Path, facts: Facts) -> None:
    demands = page(counted_report / place.DEMANDS)
    ids = {e.get("id") for e in demands.iter() if isinstance(e.tag, str)}
    assert {place.slug(d["demand_id"]) for d in facts.demands} <= ids
    assert {place.slug(e["event_id"]) for e in facts.events} <= ids


def test_a_law_leads_to_its_document(counted_report: Path) -> None:
    (law,) = page(counted_report / place.DEMANDS).find_class("events")
    assert "14 November 2022 decree: foreigners <i>may</i> serve." in words(law)
    assert [a.get("href") for a in law.iter("a")] == [f"{place.document('statement')}#event.decree"]


def test_a_catalog_without_demands_says_so(bare_report: Path) -> None:
    told = words(page(bare_report / place.DEMANDS))
    assert "The catalog holds no demand." in told
    assert "The catalog holds no law or decree." in told
