"""Options and look-ups that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import duckdb

CATALOG = Path(__file__).parents[2] / "sources" / "catalog"

catalog_option = click.option(
    "--catalog",
    envvar="MUSTER_CATALOG",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=CATALOG,
    show_default="the catalog of the repository",
    help="Folder of the catalog.",
)
out_option = click.option(
    "--out",
    envvar="MUSTER_OUT",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("data"),
    show_default=True,
    help="Folder of everything that is made: the published warehouse, its versions, the assets.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def published(out: Path) -> duckdb.DuckDBPyConnection:
    """The published warehouse, read-only and shut off from everything around it."""
    from warehouse.reading import reader

    path = out / "muster.duckdb"
    if not path.is_file():
        raise click.UsageError(
            f"there is no published warehouse at {path}: run `muster build` first, "
            "or name its folder with --out"
        )
    return reader(path)
