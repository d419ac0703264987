"""What is searched: everything, by words that lead to a page, small, and never a program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.report.reading import page, part, words
from tests.warehouse.report.whispers import EVIL
from warehouse.reading import reader
from warehouse.report.material import Material
from warehouse.report.pages import search
from warehouse.report.write import write

BEGINNING, END = "window.MUSTER_INDEX = ", ";"


def data(report: Path) -> dict[str, Any]:
    """What the file of the index assigns."""
    text = (report / search.INDEX).read_text(encoding="utf-8").strip()
    assert text.startswith(BEGINNING)
    assert text.endswith(END)
    found: dict[str, Any] = json.loads(text.removeprefix(BEGINNING).removesuffix(END))
    return found


@pytest.fixture(scope="module")
def index(whispered_report: Path) -> dict[str, Any]:
    return data(whispered_report)


def test_every_kind_of_thing_is_searched(index: dict[str, Any]) -> None:
    assert len(index["claims"]) == 8
    assert len(index["documents"]) == 5
    assert [row[1] for row in index["populations"]] == ["Cuba", "Nepal", "foreign nationals"]
    assert len(index["demands"]) == len(index["events"]) == 1
    assert index["conflicts"]
    assert len(index["rules"]) == 10


def test_a_claim_is_found_by_its_words_claimant_scope_and_numbers(
    index: dict[str, Any],
) -> None:
    (row,) = [r for r in index["claims"] if r[2] == "about 700 foreigners"]
    document, own, _, language, claimant, population, counts, *numbers = row
    assert (index["documents"][document][0], own, language) == ("statement", "serving", "en")
    assert index["sources"][claimant][1] == "Ministry of Examples"
    assert index["populations"][population][1] == "foreign nationals"
    assert counts == "foreign nationals without North Korea, serving at 31 January 2025"
    assert numbers == [700, 650, 750]


def test_a_country_is_found_by_its_names(index: dict[str, Any]) -> None:
    cuba, nepal, everyone = index["populations"]
    assert cuba[0] == "countries/CUB.html"
    assert {"Куба", "古巴"} <= set(cuba[2].split(", "))
    assert {"Непал", "Népal", "尼泊尔"} <= set(nepal[2].split(", "))
    assert everyone == ["index.html", "foreign nationals", ""]


def test_a_source_without_a_page_leads_nowhere(index: dict[str, Any]) -> None:
    assert [None, "An Office Without Figures"] in index["sources"]


def test_words_of_a_document_end_no_program(whispered_report: Path) -> None:
    text = (whispered_report / search.INDEX).read_text(encoding="utf-8")
    assert "<" not in text
    assert EVIL in {row[2] for row in data(whispered_report)["claims"]}


def test_without_a_program_the_page_says_where_lists_are(whispered_report: Path) -> None:
    found = page(whispered_report / "search.html")
    instead = part(found, "lists")
    assert words(instead).startswith("Searching needs JavaScript. Everything stands in these lists")
    assert len(list(instead.iter("a"))) == 6


def test_two_thousand_claims_weigh_less_than_a_megabyte(catalog_once: Path) -> None:
    with reader(catalog_once / "muster.duckdb") as connection:
        material = Material(connection)
        weight = len(json.dumps(search.entries(material), ensure_ascii=False).encode())
    assert weight / len(material.claims) * 2_000 < 1_000_000


def test_a_catalog_of_one_claim_makes_a_report(built_once: Path, tmp_path: Path) -> None:
    assert write(built_once / "out" / "muster.duckdb", tmp_path / "report").n_pages > 3
    assert "No source repeats another" in words(page(tmp_path / "report" / "sources.html"))
