"""What cannot all be true, on one page, and the proof of each on its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.report.proofs.quarrels import EVIL
from tests.warehouse.report.reading import dead, lines, page, words
from warehouse.report import place
from warehouse.report.charts import contradictions as charts
from warehouse.report.material import Material
from warehouse.report.page import Renderer
from warehouse.report.pages import contradictions

PAIR, SUM = "4ec47b3efdc0cff1", "9adb949871df670a"


def test_each_contradiction_is_told_with_its_statement_who_repeats_it_and_what_dissolves_it(
    report: Path,
) -> None:
    found = page(report / "contradictions.html")
    pair, three = (found.get_element_by_id(i) for i in (PAIR, SUM))
    assert "the first exceeds the second by 500." in words(pair)
    assert "2 figures of different sources (cross-source), by 500" in words(pair)
    assert "repeated by The Example Herald" in words(pair)
    assert "It would dissolve if" in words(pair)
    assert "80 + 60 = 140, yet the whole is at most 100" in words(three)


def test_a_party_is_marked_and_so_is_whose_original_is_held(report: Path) -> None:
    _, nepalis = page(report / "contradictions.html").get_element_by_id(PAIR).iter("dd")
    assert words(nepalis).startswith("“400 Nepalis”, Ministry of Examples [ukraine], printed by")
    assert "not held" not in words(nepalis)


def test_the_least_sets_are_told_claim_by_claim(report: Path) -> None:
    told = words(page(report / "contradictions.html"))
    assert "at least 2 of these independent figures must be set aside" in told
    assert "1 of the 3 roots (carried by 3 claims) in 1 contradiction; any of these 3 does it:" in (
        told
    )


def test_pairs_of_retellings_are_gathered_beneath_the_contradiction_that_they_repeat(
    report: Path,
) -> None:
    found = page(report / "contradictions.html")
    (told,) = [t for t in lines(found, "li") if "further pair" in t and "against" in t]
    assert "1 further pair among retellings, by 545; retold by The Example Herald" in told
    assert "“some 950 Nepalis”" in told


def test_a_total_that_is_more_than_its_parts_contradicts_nothing(report: Path) -> None:
    told = words(page(report / "contradictions.html"))
    assert "1 part makes 30, 60 left over" in told
    assert "What is not the sum of its parts contradicts nothing as it stands" in told


def test_a_proof_goes_from_the_figures_over_the_rules_to_the_gap(report: Path) -> None:
    steps, repairs = page(report / place.conflict(SUM)).iter("ol")
    told = lines(steps, "li")
    assert told[0].startswith("“100 Cubans” (Ministry of Examples: Cuba, signed a contract by")
    assert "2025-08 is some day from 2025-08-01 to 2025-08-31." in told[0]
    assert "The periods do not overlap." in told
    assert told[-1] == "So at least 80 + 60 = 140 would be at most 100: they miss by 40."
    assert all(repair.startswith("if ") for repair in lines(repairs, "li"))


def test_the_drawing_has_a_row_for_each_figure_and_one_for_the_sum(report: Path) -> None:
    table = page(report / place.conflict(SUM)).find(".//table")
    assert [t.split(" I ")[0] for t in lines(table.find("tbody"), "td") if t] == [
        "100", "80", "at least 60", "at least 140",
    ]  # fmt: skip
    assert len(table.findall(".//rect")) == 4  # the gap crosses each row


def test_every_figure_leads_down_to_its_document(report: Path) -> None:
    told = words(page(report / place.conflict(PAIR)))
    assert "no page archived" in told
    assert "https://example.org/gazette" in told


def test_hostile_words_are_words(report: Path) -> None:
    for where in ("contradictions.html", place.conflict(PAIR)):
        source = (report / where).read_text(encoding="utf-8")
        assert "<script>alert" not in source
        assert "<b>Example" not in source
        assert EVIL in words(page(report / where))


@pytest.mark.parametrize(
    "where", ["contradictions.html", place.conflict(PAIR), place.conflict(SUM)]
)
def test_links_lead_somewhere(report: Path, where: str) -> None:
    assert dead(report, where) == []


def test_the_chart_links_each_side_to_its_claim_and_the_gap_to_the_proof(
    material: Material,
) -> None:
    all_of_them, *_ = contradictions.pages(material)
    drawn = all_of_them.charts["overview"].draw().inline("")
    assert f'href="{place.conflict(SUM)}"' in drawn
    assert f'href="{place.claim("gazette/nepalis")}"' in drawn
    assert ">at least 900: 500 more<" in drawn


def test_of_many_contradictions_those_after_the_first_are_lines_and_leave_the_chart(
    material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contradictions, "IN_FULL", 1)
    monkeypatch.setattr(charts, "MOST", 1)
    all_of_them, *proofs = contradictions.pages(material)
    chart = all_of_them.charts["overview"]
    told = Renderer(material).render(all_of_them, {chart.name: chart.draw()})
    assert told.count('class="card clashing"') == 1
    assert f'Cuba, signed a contract: <a href="{place.conflict(SUM)}">3 figures by 40</a>' in told
    assert "Listed below: 1 more." in chart.summary
    assert len(proofs) == 2


def test_without_any_contradiction_the_page_says_so(quarrelled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "muster.duckdb"
    shutil.copy(quarrelled, copy)
    with duckdb.connect(str(copy)) as connection:
        for table in (
            "conflict_claim", "conflict_repair", "conflict", "set_aside", "component",
            "sum_of_parts", "comparison",
        ):  # fmt: skip
            connection.execute(f"DELETE FROM {table}")
        material = Material(connection)
        (only,) = contradictions.pages(material)
        told = Renderer(material).render(only, {})
    assert "No figure contradicts another of independent origin." in told
    assert "No retelling contradicts another figure." in told
    assert "<table" not in told
