"""Writes the figures of the results into docs/sizes.md: between marks, so that the prose stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.sizes.blocks import BLOCKS
from benchmarks.sizes.process import ROOT
from benchmarks.sizes.records import Results

PAGE = ROOT / "docs" / "sizes.md"
MEASURED = ROOT / "benchmarks" / "sizes" / "measured.json"
"""The results that the page tells."""
_BLOCK = re.compile(r"(<!-- measured: (\w+) -->\n).*?(<!-- end -->)", re.S)


def filled(
    text: str, results: Results, blocks: Mapping[str, Callable[[Results], str]] = BLOCKS
) -> str:
    """A page with what stands between its marks made anew.

    Raises `KeyError` where a mark asks for what nobody makes.
    """
    return _BLOCK.sub(lambda m: f"{m[1]}{blocks[m[2]](results)}\n{m[3]}", text)


def render(results: Results, page: Path = PAGE) -> None:
    """Write the figures into the page."""
    page.write_text(filled(page.read_text(encoding="utf-8"), results), encoding="utf-8")
