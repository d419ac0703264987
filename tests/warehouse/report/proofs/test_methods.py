"""Where the choice of a method decides the answer, what each does, and all things counted."""

from __future__ import annotations

from pathlib import Path

import duckdb

from tests.warehouse.report.reading import dead, lines, page, words
from warehouse.report import place
from warehouse.report.material import Material
from warehouse.report.page import Renderer
from warehouse.report.pages import methods


def test_all_methods_are_told_with_what_they_do_and_after_whom(
    report: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    told = words(page(report / "methods.html"))
    rules = connection.execute("SELECT name, what, citation FROM rule").fetchall()
    assert len(rules) == 10
    assert all(text in told for rule in rules for text in rule)


def test_the_things_whose_answer_the_method_decides_come_first_the_furthest_apart_first(
    report: Path,
) -> None:
    found = page(report / "methods.html")
    assert lines(found.find(".//table").find("tbody"), "th") == [
        "Egypt, recruited",
        "Nepal, recruited",
    ]
    assert "On 2 of 8 things counted the choice of method decides the answer" in words(found)


def test_every_thing_counted_is_listed_and_links_lead_somewhere(
    report: Path, material: Material
) -> None:
    found = page(report / "methods.html")
    leads = {a.get("href") for a in found.iter("a")}
    assert {place.cell(i) for i in material.sides} <= leads
    assert dead(report, "methods.html") == []


def test_the_chart_has_a_dot_for_each_number_that_leads_to_its_cell(material: Material) -> None:
    (only,) = methods.pages(material)
    chart = only.charts["deciding"]
    numbers = {(row["what"], row["n"]) for row in chart.spec["data"]["values"]}
    assert {("Nepal, recruited", 400), ("Nepal, recruited", 900)} <= numbers
    assert 'href="cells/' in chart.draw().inline("")


def test_where_no_method_decides_there_is_no_chart_and_no_table(
    material: Material,
) -> None:
    asked = {i: s for i, s in material.sides.items() if s.measure == "planned"}
    material.__dict__["sides"] = asked
    (only,) = methods.pages(material)
    told = Renderer(material).render(only, {})
    assert not only.charts
    assert "No method concludes anything" in told
    assert "<table" not in told
