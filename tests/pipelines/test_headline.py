"""The picture kept with a publication: one that a browser shows, or why there is none."""

from __future__ import annotations

import base64
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines import headline as shown
from pipelines.headline import MOST, WIDTH, headline

Give = Callable[[str], None]
START = "](data:image/svg+xml;base64,"
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="1720" height="400" viewBox="0 0 1720 400" '
    'role="group"><title id="t">“5 &lt;b&gt; men”</title>'
    '<path aria-label="a figure" class="mark" opacity="1" d="M1.23456,7.5"/>'
    '<text font-family="a, b">5</text><text font-family="a, b">6</text>{}</svg>'
)


@dataclass
class Drawn:
    """A drawing that is its own chart."""

    svg: str

    def draw(self) -> Drawn:
        return self


@pytest.fixture
def drawing(monkeypatch: pytest.MonkeyPatch) -> Give:
    """What the report draws is a picture given by the test."""

    def give(svg: str) -> None:
        monkeypatch.setattr("warehouse.report.charts.picture.headline", lambda _: Drawn(svg))
        monkeypatch.setattr("warehouse.reading.reader", lambda path: path.open("rb"))

    return give


def picture(markdown: str) -> ET.Element:
    """The drawing in the Markdown, read as a browser reads it."""
    assert markdown.startswith(f"![{shown.TITLE}{START}")
    assert markdown.endswith(")")
    content = base64.b64decode(markdown.partition(START)[2][:-1], validate=True)
    return ET.fromstring(content)


def test_it_is_the_drawing_without_what_only_pages_need(drawing: Give, tmp_path: Path) -> None:
    (tmp_path / "w").touch()
    drawing(DRAWING.format(""))
    found = picture(headline(tmp_path / "w"))
    (path,) = found.iter("{http://www.w3.org/2000/svg}path")
    assert path.attrib == {"d": "M1.23,7.5"}
    assert found.attrib["font-family"] == "a, b"
    assert not any(t.attrib for t in found.iter("{http://www.w3.org/2000/svg}text"))
    assert "“5 <b> men”" in "".join(found.itertext())


def test_it_is_no_wider_than_the_window_that_shows_it(drawing: Give, tmp_path: Path) -> None:
    (tmp_path / "w").touch()
    drawing(DRAWING.format(""))
    found = picture(headline(tmp_path / "w")).attrib
    assert (found["width"], found["height"]) == (str(WIDTH), "200")
    assert found["viewBox"] == "0 0 1720 400"


def test_one_that_is_too_large_is_left_to_the_report(drawing: Give, tmp_path: Path) -> None:
    (tmp_path / "w").touch()
    drawing(DRAWING.format("<g/>" * MOST))
    assert "muster report" in headline(tmp_path / "w")


def test_where_there_is_nothing_to_draw_it_is_said(built_once: Path) -> None:
    assert headline(built_once / "out" / "muster.duckdb").startswith("No picture: ")


def test_a_fault_is_told_and_stops_nothing(tmp_path: Path) -> None:
    found = headline(tmp_path / "<b>absent</b>")
    assert found.startswith("No picture: ")
    assert "<" not in found


def test_of_the_catalog_of_the_repository_it_is_kept(catalog_once: Path) -> None:
    markdown = headline(catalog_once / "muster.duckdb")
    assert len(markdown) <= MOST
    words = " ".join("".join(picture(markdown).itertext()).split())
    assert "18,000" in words
