"""The picture of the README is the headline of the catalog in the repository."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from lxml import etree

from pipelines.cli import picture
from warehouse.report.charts.picture import headline

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "picture.svg"


def told(svg: str) -> list[str]:
    """Its words, and what its marks say; where exactly they stand is a matter of fonts."""
    root = etree.fromstring(svg.encode())
    marks = [e.get("aria-label") for e in root.iter() if e.get("role") == "graphics-symbol"]
    texts = [e.text for e in root.iter("{http://www.w3.org/2000/svg}text")]
    return [t for t in (*marks, *texts) if t]


def test_it_shows_what_the_catalog_says(catalog_once: Path) -> None:
    with duckdb.connect(str(catalog_once / "muster.duckdb"), read_only=True) as connection:
        drawn = headline(connection).draw()
    assert told(PICTURE.read_text(encoding="utf-8")) == told(drawn.svg), "run make picture"


def test_it_is_written_by_the_command(
    catalog_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").symlink_to(catalog_once)
    monkeypatch.chdir(tmp_path)
    picture.main(tmp_path / "picture.svg")
    written = (tmp_path / "picture.svg").read_text(encoding="utf-8")
    assert told(written) == told(PICTURE.read_text(encoding="utf-8"))


def test_the_readme_shows_it() -> None:
    assert "](docs/picture.svg)" in (ROOT / "README.md").read_text(encoding="utf-8")
