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


SHUT_OFF: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False, "lock_configuration": True,
}  # fmt: skip


def published_file(out: Path) -> Path:
    """The path of the published warehouse; a message that says what to do where there is none."""
    path = out / "muster.duckdb"
    if not path.is_file():
        raise click.UsageError(
            f"there is no published warehouse at {path}: run `muster build` first, "
            "or name its folder with --out"
        )
    return path


def published(out: Path) -> duckdb.DuckDBPyConnection:
    """The published warehouse, read-only and shut off from everything around it."""
    import duckdb

    return duckdb.connect(str(published_file(out)), read_only=True, config=SHUT_OFF)
