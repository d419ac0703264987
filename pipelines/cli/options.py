"""Options and look-ups that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipelines import layout
from pipelines.cli.refusals import in_a_sentence
from pipelines.remote.at_hand import to_read
from pipelines.remote.desk import place
from pipelines.remote.urls import WrongAddress, is_url

if TYPE_CHECKING:
    import duckdb

    from warehouse.export.about import Licence

Option = Callable[[Callable[..., Any]], Callable[..., Any]]
CATALOG = Path(__file__).parents[2] / "sources" / "catalog"

catalog_option = click.option(
    "--catalog",
    envvar="MUSTER_CATALOG",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=CATALOG,
    show_default="the catalog of the repository",
    help="Folder of the catalog.",
)


class Out(click.Path):
    """A folder of results; of the address of a store the desk of it on this machine."""

    name = "dir|url"

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=Path)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """The folder; an address that cannot be used is a wrong call."""
        if not is_url(value):
            return super().convert(value, param, ctx)
        try:
            return place(value)
        except WrongAddress as error:
            self.fail(str(error), param, ctx)


def usable(_context: click.Context, _option: click.Parameter, out: Path) -> Path:
    """The folder of results, unless its layout is one that this Muster does not know: exit 1."""
    try:
        layout.number(out)
    except layout.LayoutError as error:
        raise click.ClickException(str(error)) from error
    return out


def at_hand(context: click.Context, option: click.Parameter, out: Path) -> Path:
    """The same with what is published in it; where OUT is an address, that is brought first."""
    usable(context, option, out)
    with in_a_sentence(out):
        to_read(out, lambda told: click.echo(f"warning: {told}", err=True))
    return out


def _out_option(callback: Callable[[click.Context, click.Parameter, Path], Path]) -> Option:
    return click.option(
        "--out",
        callback=callback,
        envvar="MUSTER_OUT",
        type=Out(),
        default=Path("data"),
        show_default=True,
        help="Folder of everything that is made: the published warehouse, its versions, the "
        "assets; or the address of an object store, such as s3://bucket/prefix.",
    )


out_option = _out_option(at_hand)  # of a command that reads what is published
desk_option = _out_option(usable)  # of one that makes something


def _licence(_context: click.Context, _option: click.Parameter, typed: str) -> Licence | None:
    """The licence of the catalog, None for none; another word than an id is a wrong call."""
    from warehouse.export.about import licence_of

    try:
        return licence_of(typed)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


licence_option = click.option(
    "--license",
    "licence",
    callback=_licence,
    metavar="SPDX",
    default="CC-BY-4.0",
    show_default=True,
    help="Licence of the catalog, as an SPDX id, or none. The default is that of the catalog of "
    "the repository.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def prepared(out: Path) -> None:
    """Bring the folder of results to the present layout, before something is written; or exit 1."""
    try:
        layout.prepare(out)
    except layout.LayoutError as error:
        raise click.ClickException(str(error)) from error


def published_file(out: Path) -> Path:
    """The path of the published warehouse; a message that says what to do where there is none."""
    path = out / "muster.duckdb"
    if not path.is_file():
        raise click.UsageError(
            f"there is no published warehouse at {path}: run `muster build` first, "
            "or name its folder with --out"
        )
    return path


def opened(out: Path) -> duckdb.DuckDBPyConnection:
    """The published warehouse, whoever made it, read-only and shut off from everything around it.

    Ends the command where there is none (exit 2).
    """
    from warehouse.reading import reader

    return reader(published_file(out))


def published(out: Path) -> duckdb.DuckDBPyConnection:
    """The same, where it has all that commands read.

    Ends the command (exit 1) where it was made by an older Muster and has not.
    """
    connection = opened(out)
    if told := older(connection, out):
        connection.close()
        raise click.ClickException(told)
    return connection


def older(connection: duckdb.DuckDBPyConnection, out: Path) -> str | None:
    """A sentence that says what to do where the open warehouse lacks what commands read."""
    from warehouse.lacking import lacking

    missing = lacking(connection)
    if not missing:
        return None
    number = layout.number(out)
    why = f"it has no {missing[0]}" if number == layout.LAYOUT else f"layout {number}"
    return f"{out / 'muster.duckdb'} was made by an older Muster ({why}): run `muster build`"
