"""The page of all populations side by side, and a page for each country, area and group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from warehouse.answers.moved import reached
from warehouse.compare import Question, table
from warehouse.report import place
from warehouse.report.charts.facts import Facts
from warehouse.report.charts.picture import picture
from warehouse.report.material import Material
from warehouse.report.page import Page
from warehouse.report.pages.demanded import demanded
from warehouse.report.pages.following import following
from warehouse.report.pages.listed import Listed

TOLD_OF = """
SELECT p.id, p.kind, p.what
FROM population AS p
WHERE p.id IN (SELECT population FROM claim UNION SELECT country FROM demand)
ORDER BY p.name, p.id
"""
AROUND = """
SELECT inner_id, outer_id
FROM population_within
WHERE inner_id <> outer_id
"""


def pages(material: Material) -> Iterator[Page]:
    """The index, then the pages in the order of names."""
    facts, listed = Facts(material), Listed(material)
    told_of = {row["id"]: row for row in material.rows(TOLD_OF)}
    yield _index(facts, told_of)
    demands = demanded(facts)
    around = _around(material, told_of)
    for population, row in told_of.items():
        if population != place.EVERYONE:
            yield _page(facts, listed, row, demands.get(population, []), around)


def _index(facts: Facts, told_of: dict[str, dict[str, Any]]) -> Page:
    rows = _compared(facts, Question())
    others = [i for i, row in told_of.items() if row["kind"] not in ("country", "all_countries")]
    grouped = [row for i in others for row in _compared(facts, Question(population=i))]
    shown = {row["population"] for row in (*rows, *grouped)}
    return Page(
        place.COUNTRIES, "countries.html", "Countries", place.COUNTRIES,
        {
            "countries": rows, "groups": grouped,
            "elsewhere": [i for i in told_of if i not in shown and i != place.EVERYONE],
        },
    )  # fmt: skip


def _compared(facts: Facts, asked: Question) -> list[dict[str, Any]]:
    """The rows of the comparison by country, contradictory ones first, each with its `bound`."""
    columns, rows = table(facts.material.connection, asked)
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    for row in found:
        moved = facts.material.moves.get((row["measure"], row["population"]), ())
        row["bound"] = reached(moved, facts.span[1])
    return found


def _around(material: Material, told_of: dict[str, Any]) -> dict[str, list[str]]:
    """For each population those that contain it and have a page, and those that it contains."""
    pairs = [(row["inner_id"], row["outer_id"]) for row in material.rows(AROUND)]
    known = [(a, b) for a, b in pairs if a in told_of and b in told_of]
    return {
        **{f"in {i}": [b for a, b in known if a == i] for i in told_of},
        **{f"of {i}": [a for a, b in known if b == i] for i in told_of},
    }


def _page(
    facts: Facts, listed: Listed, row: dict[str, Any], demands: list[dict[str, Any]],
    around: dict[str, list[str]],
) -> Page:  # fmt: skip
    population = row["id"]
    drawn = picture(facts, population)
    name = facts.material.name("population", population)
    return Page(
        place.population(population), "country.html", name[0].upper() + name[1:], place.COUNTRIES,
        {
            "population": population, "kind": row["kind"], "what": row["what"],
            "called": name,
            "following": following(facts, population), "groups": listed.groups(population),
            "apart": listed.apart(population), "cells": listed.cells, "demands": demands,
            "inside": around[f"in {population}"], "members": around[f"of {population}"],
        },
        {"figures": drawn} if drawn else {},
    )  # fmt: skip
