"""Where the report on a published warehouse lies, and how a new one takes its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.whole import whole
from warehouse.report import place

if TYPE_CHECKING:
    from warehouse.export.about import Licence
    from warehouse.report.write import Written

REPORT = "report"  # folder under OUT, and the asset
MARK = "search-index.js"  # a file that every report of ours has


class NotOurs(Exception):  # noqa: N818 - a finding about a folder, not an error of ours
    """The folder of the report holds something else; the message says what to do."""


def first_page(out: Path) -> Path:
    """The page that a reader opens first."""
    return out / REPORT / place.QUESTION


def make(warehouse: Path, out: Path, licence: Licence | None) -> Written:
    """Make OUT/report anew from a published warehouse, whose catalog is under a licence, if any.

    Raises `NotOurs`, and leaves it alone, where that is a folder of somebody else's files.
    """
    from warehouse.report.write import write

    folder = out / REPORT
    if (
        folder.exists()
        and not (folder / MARK).is_file()
        and (folder.is_file() or any(folder.iterdir()))
    ):
        raise NotOurs(
            f"{folder} is no report of Muster's and is left as it is; move it elsewhere, or name "
            "another folder with --out"
        )
    with whole(folder) as new:
        return write(warehouse, new, licence)
