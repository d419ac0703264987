"""Where the report on a published warehouse lies, and how a new one takes its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.whole import whole
from warehouse.report import place

if TYPE_CHECKING:
    from warehouse.report.write import Written

REPORT = "report"  # folder under OUT, and the asset


def first_page(out: Path) -> Path:
    """The page that a reader opens first."""
    return out / REPORT / place.QUESTION


def make(warehouse: Path, out: Path) -> Written:
    """Make OUT/report anew from a published warehouse."""
    from warehouse.report.write import write

    with whole(out / REPORT) as new:
        return write(warehouse, new)
