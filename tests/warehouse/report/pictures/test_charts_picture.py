"""The picture of a population: what it draws of a warehouse, and that nothing in it is HTML."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from tests.warehouse.report.pictures.counted import HOSTILE
from warehouse.reading import reader
from warehouse.report import place
from warehouse.report.charts.chart import Drawn
from warehouse.report.charts.facts import Facts
from warehouse.report.charts.picture import headline, picture
from warehouse.report.charts.subjects import subjects
from warehouse.report.charts.wording import brief

FLOOR, PART = "statement/foreigners", "statement/signed"
XLINK = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture
def drawn(facts: Facts) -> Drawn:
    found = picture(facts, place.EVERYONE)
    assert found is not None
    return found.draw()


def told(svg: str) -> list[str]:
    """What marks say to those who listen."""
    root = etree.fromstring(svg.encode())
    return [e.get("aria-label") for e in root.iter() if e.get("role") == "graphics-symbol"]


def test_every_figure_on_persons_is_drawn_once_and_says_its_words(drawn: Drawn) -> None:
    said = [text for text in told(drawn.svg) if text.endswith("”")]
    assert sorted(text.rpartition("“")[2] for text in said) == [
        "2 foreigners”", "300 to 400 foreigners”", "54 foreigners”", "7 foreigners”",
        "about 1,000 foreigners”", "about 20 foreigners”", "about 600 foreigners”",
        "at least 1,000 foreigners”",
    ]  # fmt: skip
    assert any("a retelling" in text for text in said)
    assert sum("[ukraine]" in text for text in said) == 8


def test_a_figure_on_the_other_side_or_of_something_else_is_not_drawn(facts: Facts) -> None:
    assert {"statement/countries", "statement/for-ukraine"}.isdisjoint(facts.figures)


def test_counted_people_are_open_upwards_and_a_part_stands_in_the_panel_of_its_whole(
    facts: Facts,
) -> None:
    assert (facts.figures[FLOOR].floor, facts.figures[FLOOR].high) == (True, None)
    assert facts.figures["statement/killed"].high is None, "54 named are no fewer than the dead"
    panels = {about.lead: about for about in subjects(facts, place.EVERYONE)}
    assert list(panels) == [
        "recruited", "killed", "held", "serving", "missing", "returned",
    ]  # fmt: skip
    assert facts.figures[PART] in panels["recruited"].figures
    assert facts.figures[PART].since is not None


def test_a_contradiction_brings_the_other_figure_into_the_panel(facts: Facts) -> None:
    (clash,) = [c for c in facts.clashes if c.inner == "statement/cubans"]
    assert (clash.outer, clash.certain, clash.gap) == ("gazette-1/cubans", True, 700)
    (about, *_) = subjects(facts, "CUB")
    assert clash in about.clashes
    found = picture(facts, "CUB")
    assert found is not None
    assert "cannot both be true: by 700" in found.draw().svg


def test_laws_and_demands_are_marks_that_lead_to_their_page(facts: Facts, drawn: Drawn) -> None:
    page = drawn.inline("../")
    law, demand = facts.events[0]["event_id"], facts.demands[0]["demand_id"]
    for id_ in (law, demand):
        assert f'href="../{place.DEMANDS}#{place.slug(id_)}"' in page
    assert "<title>Ministry of Examples: stop recruitment, 2025-02-10; denied</title>" in page


def test_a_mark_is_reached_by_keys_once(drawn: Drawn) -> None:
    wide, narrow = drawn.inline("").split("</svg><svg")
    for form in (wide, narrow):
        links = re.findall(rf'<a( tabindex="-1")? href="{re.escape(place.claim(FLOOR))}"', form)
        assert links.count("") == 1
        assert len(links) > 1, "its stem and its label are links too"


def test_bounds_lead_to_their_argument(drawn: Drawn) -> None:
    assert f'href="{place.bound("recruited", "foreign")}"' in drawn.inline("")


def test_a_file_has_a_title_white_paper_and_no_link(drawn: Drawn) -> None:
    root = etree.fromstring(drawn.svg.encode())
    text = "".join(root.itertext())
    assert "Foreign nationals: how many, according to whom?" in text
    assert not [e for e in root.iter() if e.get(XLINK) or e.get("href")]
    assert "report.invalid" not in drawn.svg
    assert "var(" not in drawn.svg
    assert root[2].get("fill") == "#ffffff"
    assert drawn.png.startswith(b"\x89PNG")


def test_words_of_a_catalog_are_text_in_a_drawing(facts: Facts) -> None:
    found = picture(facts, "CUB")
    assert found is not None
    drawn = found.draw()
    for svg in (drawn.svg, drawn.inline("../")):
        root = etree.fromstring(svg.encode())
        assert {"script", "b", "i", "u"}.isdisjoint(etree.QName(e).localname for e in root.iter())
    assert any(HOSTILE in text for text in told(drawn.svg))


def test_one_picture_comes_out_of_one_warehouse(facts: Facts, drawn: Drawn) -> None:
    again = picture(facts, place.EVERYONE)
    assert again is not None
    assert again.draw().svg == drawn.svg


def test_too_few_figures_make_no_picture(facts: Facts, bare_report: Path) -> None:
    assert picture(facts, "NPL") is None
    with (
        reader(bare_report.with_name("muster.duckdb")) as connection,
        pytest.raises(LookupError, match="figures are on foreign nationals"),
    ):
        headline(connection)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Main Directorate of Intelligence of Ukraine's Ministry of Defence (HUR)", "HUR"),
        ("IStories (Important Stories)", "IStories"),
        ("Government of Cuba, body not specified", "Government of Cuba"),
        ("Coordination Headquarters for the Treatment of Prisoners", "Coordination Headquarters…"),
    ],
)
def test_names_are_brief(name: str, said: str) -> None:
    assert brief(name, 32) == said
