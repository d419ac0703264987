"""The picture of the README is the headline of the catalog in the repository."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from docs.site import made
from docs.site.markdown import ROOT

PICTURE = ROOT / "docs" / "picture.svg"


def told(svg: str) -> list[str]:
    """Its words, and what its marks say; where exactly they stand is a matter of fonts."""
    root = etree.fromstring(svg.encode())
    marks = [e.get("aria-label") for e in root.iter() if e.get("role") == "graphics-symbol"]
    texts = [e.text for e in root.iter("{http://www.w3.org/2000/svg}text")]
    return [t for t in (*marks, *texts) if t]


def test_it_shows_what_the_catalog_says(
    catalog_once: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made, "OUT", catalog_once)
    assert told(PICTURE.read_text(encoding="utf-8")) == told(made.picture()), "run make picture"


def test_the_readme_shows_it() -> None:
    assert "](docs/picture.svg)" in (ROOT / "README.md").read_text(encoding="utf-8")
