"""The first page: how many, of everybody whom the catalog is about, according to whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from warehouse.compare import Question, table
from warehouse.overview import told
from warehouse.report import place
from warehouse.report.charts.facts import Facts
from warehouse.report.charts.picture import picture
from warehouse.report.material import Material
from warehouse.report.page import Page
from warehouse.report.pages.following import following
from warehouse.report.pages.listed import Listed

WIDEST = 8  # rows of the table of countries: what fits beside the picture in a reader's mind


def pages(material: Material) -> Iterator[Page]:
    """The page."""
    facts, listed = Facts(material), Listed(material)
    everyone = material.everyone
    drawn = picture(facts, everyone)
    yield Page(
        place.QUESTION, "question.html", "How many, according to whom?", place.QUESTION,
        {
            "overview": told(material.connection),
            "following": following(facts, everyone),
            "groups": listed.groups(everyone), "apart": listed.apart(everyone),
            "cells": listed.cells, "widest": _widest(material),
            "population": everyone, "everyone": material.name("population", everyone),
        },
        {"figures": drawn} if drawn else {},
    )  # fmt: skip


def _widest(material: Material) -> list[dict[str, Any]]:
    """The countries and measures where least and most lie furthest apart."""
    columns, rows = table(material.connection, Question())
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    found.sort(key=lambda row: -row["spread"])
    return [row for row in found if row["spread"]][:WIDEST]
