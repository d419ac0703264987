"""The picture of the README, the headline of the published warehouse: `make picture`."""

from __future__ import annotations

import sys
from pathlib import Path

from pipelines.cli.options import published
from warehouse.report.charts.picture import headline


def main(target: Path) -> None:
    """Write it as SVG."""
    with published(Path("data")) as connection:
        drawn = headline(connection).draw()
    target.write_text(drawn.svg, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
