"""The pages of documents: what they say of a claim, and that nothing in one is taken for HTML."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tests.warehouse.report.reading import dead, fact, links, page, part, words
from tests.warehouse.report.whispers import EVIL, FIRST, SECOND
from warehouse.reading import reader
from warehouse.report import place
from warehouse.report.material import Material
from warehouse.report.page import Renderer
from warehouse.report.pages import documents


@pytest.fixture(scope="module")
def statement(whispered_report: Path) -> html.HtmlElement:
    return page(whispered_report / "documents/statement.html")


def claim(report: Path, claim_id: str) -> html.HtmlElement:
    """Where a claim stands on the page of its document."""
    file, _, at = place.claim(claim_id).partition("#")
    return part(page(report / file), at)


def test_a_document_says_who_published_it_when_and_where(statement: html.HtmlElement) -> None:
    assert "Ministry of Examples [ukraine], 3 February 2025" in words(statement)
    assert fact(statement, "Language") == "English"
    (link,) = [a for a in statement.iter("a") if a.get("href") == "https://example.org/statement"]
    assert link.get("rel") == "noopener noreferrer"


def test_a_day_of_publication_that_is_open_is_told_as_unknown(whispered_report: Path) -> None:
    herald = page(whispered_report / "documents/herald-1.html")
    assert "day of publication unknown" in words(herald)
    assert fact(herald, "Published") == "1 January 2025 or later 2025-01-01/.."


def test_only_an_address_of_the_web_is_a_link(whispered_report: Path) -> None:
    empty = page(whispered_report / "documents/empty.html")
    assert not [link for link in links(empty) if link.startswith("javascript:")]
    assert fact(empty, "Address") == "javascript:alert(1)"


def test_what_is_empty_is_a_sentence(whispered_report: Path) -> None:
    empty = page(whispered_report / "documents/empty.html")
    assert "It carries no figure, no demand and no event" in words(empty)
    assert "No page archived" in fact(empty, "Archived")
    assert fact(empty, "Language") == "unknown"


def test_snapshots_are_told_with_how_they_came_and_their_hash(statement: html.HtmlElement) -> None:
    first, second = (words(part(statement, f"snapshot.{sha}")) for sha in (FIRST, SECOND))
    assert "fetched 2025-02-05" in first
    assert FIRST in first
    assert "brought in as a file 2025-03-05" in second
    assert "seen last" in second


def test_a_claim_shows_where_its_words_stand_and_what_became_of_them(
    whispered_report: Path,
) -> None:
    card = claim(whispered_report, "statement/foreigners")
    assert fact(card, "On the page") == f"Lost in snapshot {SECOND[:12]}"
    was = fact(card, "On version 1")
    assert was.startswith(f"Verified in snapshot {FIRST[:12]} at characters 10 to 35:")
    assert was.endswith("we know of <b>at least 1,000 foreigners</b> by name")
    assert "stands many <em>foreigners</em>" in fact(card, "Changed since")


def test_a_claim_shows_its_reading_and_every_part_of_its_scope(whispered_report: Path) -> None:
    card = claim(whispered_report, "statement/foreigners")
    assert fact(card, "Reads as") == "at least 1,000"
    assert fact(card, "What").startswith("recruited: ")
    assert fact(card, "Who") == "foreign nationals"
    assert fact(card, "Route").startswith("the Moscow selection point: ")
    assert fact(card, "As of") == "31 January 2025 2025-01-31"
    assert fact(card, "Evidence").startswith("identified: ")
    assert fact(card, "Read twice").endswith("1 June 2025")
    assert fact(card, "Note") == "A made-up note"
    serving = claim(whispered_report, "statement/serving")
    assert fact(serving, "Who") == "foreign nationals without North Korea"
    assert fact(serving, "Reads as") == "650 to 750 (around; printed: 700)"


def test_a_retelling_leads_to_what_it_repeats_and_says_what_fell_away(
    whispered_report: Path,
) -> None:
    card = claim(whispered_report, "gazette-1/foreigners")
    told = fact(card, "Retells")
    assert "at least 1,000 foreigners" in told
    assert "“at least” is dropped" in told
    assert "../documents/statement.html#foreigners" in links(card)
    assert "около 1 000 иностранцев" in fact(card, "Retold by")
    further = fact(claim(whispered_report, "herald-1/foreigners"), "Retells")
    assert ", inferred" in further
    assert "The chain ends 2 retellings back" in further


def test_a_contradiction_leads_to_its_proof(whispered_report: Path) -> None:
    card = claim(whispered_report, "statement/cubans")
    assert "by 100" in fact(card, "Contradicts")
    assert [link for link in links(card) if link.startswith("../contradictions/")]
    assert "clashing" in card.get("class")


def test_a_claim_that_was_recorded_otherwise_before_shows_its_history(
    whispered_report: Path,
) -> None:
    card = claim(whispered_report, "statement/cubans")
    assert "says: 950 Cubans → 300 Cubans" in words(card)
    assert "History" not in words(claim(whispered_report, "gazette-1/cubans"))


def test_a_claim_is_copied_as_a_sentence_in_every_language_and_by_its_id(
    whispered: Path, whispered_report: Path
) -> None:
    card = claim(whispered_report, "statement/foreigners")
    copied = {button.get("data-copy") for button in card.iter("button")}
    with reader(whispered) as connection:
        cited = Material(connection).cited
        assert copied == {
            "statement/foreigners",
            *(sentences["statement/foreigners"] for sentences in cited.values()),
        }


def test_a_document_is_copied_as_a_reference(statement: html.HtmlElement) -> None:
    copied = [button.get("data-copy") for button in statement.iter("button")]
    assert any(text.startswith("@online{statement,") for text in copied if text)
    assert any('"URL": "https://example.org/statement"' in text for text in copied if text)


def test_demands_events_and_what_nobody_transcribed_stand_on_the_page(
    statement: html.HtmlElement,
) -> None:
    assert words(part(statement, "demand.stop")).startswith("An Office Without Figures: stop")
    assert "14 November 2022" in words(part(statement, "event.decree"))
    assert "12 <u>Nepalis</u>" in words(statement)


def test_words_of_a_document_are_never_taken_for_html(whispered_report: Path) -> None:
    card = claim(whispered_report, "gazette-1/evil")
    assert f"“{EVIL}”" in words(card)
    assert not list(card.iter("script", "b"))
    for path in whispered_report.rglob("*.html"):
        own = [s for s in page(path).iter("script") if s.get("src") is None]
        assert [s.get("id") for s in own] == ["_windows"], path
    assert not list(page(whispered_report / "documents/gazette-1.html").iter("i", "em", "u"))


def test_links_lead_somewhere(whispered_report: Path) -> None:
    for path in [*(whispered_report / "documents").iterdir(), whispered_report / "documents.html"]:
        of = str(path.relative_to(whispered_report))
        assert not dead(whispered_report, of), of


def test_the_list_has_every_document_under_its_collection(whispered_report: Path) -> None:
    listed = page(whispered_report / "documents.html")
    assert [words(h2) for h2 in listed.iter("h2")] == ["Office", "Press"]
    rows = [[words(cell) for cell in row] for row in listed.iter("tr")]
    assert [
        "3 February 2025",
        "What the ministry counts Ministry of Examples",
        "3",
        "archived",
    ] in rows
    assert ["unknown", "The Herald repeats The Example Herald", "1", "–"] in rows


def test_a_document_with_too_many_figures_for_one_page_lists_them_and_tells_them_in_parts(
    whispered: Path, whispered_report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MOST", 2)
    monkeypatch.setattr(documents, "PART", 2)
    with reader(whispered) as connection:
        material = Material(connection)
        made = {found.place: found for found in documents.pages(material)}
        renderer = Renderer(material)
        for where in [where for where in made if where.startswith("documents/statement.")]:
            (tmp_path / where).parent.mkdir(exist_ok=True)
            (tmp_path / where).write_text(renderer.render(made[where], {}), encoding="utf-8")
    assert place.part("statement", 3) not in made
    listed = page(tmp_path / "documents/statement.html")
    assert not listed.find_class("claim")
    row = part(listed, "foreigners")
    assert "at least 1,000" in words(row)
    (link,) = links(row)
    assert link == f"../{place.part('statement', 1)}#foreigners"
    told = page(tmp_path / place.part("statement", 1))
    assert len(told.find_class("claim")) == 2
    assert "Verified in snapshot" in words(part(told, "foreigners"))
    assert f"../documents/statement.html#snapshot.{FIRST}" in links(told)
    torn = dead(tmp_path, place.part("statement", 1))
    assert not [link for link in torn if "documents/statement." in link]
