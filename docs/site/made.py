"""Writes what is made in docs/, by its name there: `python -m docs.site.made NAME ...`.

Of what each is made stands in the modules named here. What is asked of the published warehouse is
asked of the one under `data/`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from docs.site import cookbook
from docs.site.listing import DECISIONS, DOCS, index_of_decisions
from pipelines.cli.options import published
from warehouse.dictionary import dictionary
from warehouse.export.about import CC_BY
from warehouse.report.charts.picture import headline

OUT = Path("data")


def answers() -> str:
    """The cookbook with the rows that its queries give now."""
    with published(OUT) as connection:
        return cookbook.rewritten(cookbook.PAGE.read_text(encoding="utf-8"), connection)


def picture() -> str:
    """The picture of the README: the headline, as SVG."""
    with published(OUT) as connection:
        return headline(connection, CC_BY).draw().svg


MADE: dict[str, Callable[[], str]] = {
    "data-dictionary.md": dictionary,
    str(DECISIONS.relative_to(DOCS)): index_of_decisions,
    cookbook.PAGE.name: answers,
    "picture.svg": picture,
}


if __name__ == "__main__":
    for name in sys.argv[1:]:
        (DOCS / name).write_text(MADE[name](), encoding="utf-8")
