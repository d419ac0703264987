"""The pages of sources: the scorecard of each, and the chains in which it takes part."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.warehouse.report.reading import dead, links, page, words
from warehouse.answers import scorecard
from warehouse.reading import reader
from warehouse.report.material import Material
from warehouse.report.pages import sources


def test_the_table_has_every_scorecard_by_name(whispered: Path, whispered_report: Path) -> None:
    table = page(whispered_report / "sources.html").find(".//table")
    assert table is not None
    rows = [[words(cell) for cell in row] for row in table.find("tbody")]
    with reader(whispered) as connection:
        cards = {card["name"]: card for card in scorecard.cards(connection)}
    assert [row[0] for row in rows] == [
        "Ministry of Examples [ukraine]", "The <b>Example</b> Gazette", "The Example Herald",
    ]  # fmt: skip
    gazette = cards["The <b>Example</b> Gazette"]
    assert rows[1][1:8] == [
        str(gazette[column] or "–")
        for column in ("n_claims", "n_roots", "n_published", "n_relays")
    ] + ["0", str(gazette["n_drifts"]), "–"]  # fmt: skip


def test_nobody_is_ranked(whispered_report: Path) -> None:
    assert "Nobody is ranked" in words(page(whispered_report / "sources.html"))
    for path in (whispered_report / "sources").iterdir():
        assert "says nothing of who is right" in words(page(path))


def test_a_source_with_no_figure_has_no_page_and_no_link(whispered_report: Path) -> None:
    assert not (whispered_report / "sources/nobody.html").exists()
    for path in whispered_report.rglob("*.html"):
        assert not [link for link in links(page(path)) if "sources/nobody" in link], path


def test_a_source_shows_what_it_asserts_relays_changes_and_contradicts(
    whispered_report: Path,
) -> None:
    gazette = words(page(whispered_report / "sources/gazette.html"))
    assert "Prints 3 figures, 1 of them a relay" in gazette
    assert "qualifier lost: 1." in gazette
    assert "1 contradiction in which its roots stand" in gazette
    ministry = words(page(whispered_report / "sources/ministry.html"))
    assert "Retold in 2 claims elsewhere, by 2 sources." in ministry
    assert "A party to the war (ukraine): its figures are a party’s." in ministry


def test_a_chain_is_drawn_and_told_on_the_page_of_each_that_takes_part(
    whispered_report: Path,
) -> None:
    for source in ("ministry", "gazette", "herald"):
        found = page(whispered_report / f"sources/{source}.html")
        drawn = found.find(".//svg")
        assert drawn is not None, source
        claims = ["statement", "gazette-1", "herald-1"]
        expected = [f"../documents/{document}.html#foreigners" for document in claims]
        assert set(links(drawn)) == set(expected)
        (tree,) = [ul for ul in found.iter("ul") if ul.get("class") == "tree"]
        assert links(tree) == expected
        assert len(list(tree.iter("ul"))) == len(claims), "each stands within what it repeats"


def test_the_overview_shows_who_repeats_whom(whispered_report: Path) -> None:
    drawn = page(whispered_report / "sources.html").find(".//svg")
    assert drawn is not None
    assert set(links(drawn)) == {f"sources/{i}.html" for i in ("ministry", "gazette", "herald")}


def test_links_lead_somewhere(whispered_report: Path) -> None:
    for path in [*(whispered_report / "sources").iterdir(), whispered_report / "sources.html"]:
        of = str(path.relative_to(whispered_report))
        assert not dead(whispered_report, of), of


def test_a_page_draws_as_many_chains_as_it_has_room_for(
    catalog_once: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MOST", 20)
    with reader(catalog_once / "muster.duckdb") as connection:
        pages = {p.place: p for p in sources.pages(Material(connection))}
    (istories,) = [p for i, p in pages.items() if i == "sources/istories.html"]
    drawn = sum(len(chart.claims) for chart in istories.charts.values())
    assert 0 < drawn <= 20
    assert istories.given["undrawn"]
    assert len(istories.given["chains"]) > len(istories.charts), "in words, all of them"
