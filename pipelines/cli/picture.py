"""The picture of the README, from the published warehouse: `make picture`."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from pipelines.cli import output
from pipelines.cli.compare import HEADINGS, shown_rows
from pipelines.cli.options import published
from warehouse import compare

ROWS = 12
FONTS = re.compile(r"@font-face\s*\{\{.*?\}\}", re.S)  # the picture asks nobody for a font


def main(target: Path) -> None:
    """Write the first rows of `muster compare` as SVG."""
    # The export's own template, without the addresses of fonts.
    from rich._export_format import CONSOLE_SVG_FORMAT
    from rich.console import Console
    from rich.terminal_theme import MONOKAI

    with published(Path("data")) as connection:
        columns, rows = compare.table(connection, compare.Question())
    with io.StringIO() as nowhere:
        console = Console(record=True, width=150, file=nowhere)
        console.print(output.table_of(HEADINGS, shown_rows(columns, rows)[:ROWS]))
    template = FONTS.sub("", CONSOLE_SVG_FORMAT)
    svg = console.export_svg(title="muster compare", theme=MONOKAI, code_format=template)
    target.write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
