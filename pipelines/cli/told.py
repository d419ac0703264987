"""Claims and sentences on a screen: wrapped to the terminal, unwrapped in a pipe."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from pipelines.cli.output import dumped, plain
from pipelines.parties import figure

if TYPE_CHECKING:
    from warehouse.answers.told import Told


NARROWEST = 20  # columns of words: below that a line holds no phrase


def width() -> int | None:
    """Columns of the terminal; None in a pipe, where nothing is wrapped."""
    if not sys.stdout.isatty():
        return None
    from rich.console import Console

    return Console().width


def lines(text: str, indent: int = 0) -> list[str]:
    """A text wrapped to what an indent leaves of the terminal; one line in a pipe."""
    shown, columns = plain(text), width()
    if columns is None:
        return [shown]
    from rich.console import Console
    from rich.text import Text

    wrapped = Text(shown).wrap(Console(), max(columns - indent, NARROWEST))
    return [line.plain.rstrip() for line in wrapped]


def paragraph(text: str, indent: int = 0, first: str = "") -> None:
    """Print a text wrapped behind an indent; `first` stands in the indent of the first line."""
    for n, line in enumerate(lines(text, indent)):
        click.echo(f"{first if n == 0 else '':<{indent}}{line}".rstrip())


def unbroken(text: str, indent: int, first: str = "") -> None:
    """Print an id or an address in one line, for whoever copies it; `first` as in a paragraph."""
    click.echo(f"{first:<{indent}}{plain(text)}")


def heading(text: str) -> None:
    """Print a heading; bold in a terminal."""
    click.echo()
    click.secho(plain(text), bold=True)


def sentence(claim: Told) -> str:
    """A claim in a line: its words, whose they are, what they count, and if a party's."""
    mark = figure(claim.party)
    return f"“{claim.says}” ({claim.source}: {claim.counts}{f'; {mark}' if mark else ''})"


def listed(names: Iterable[str]) -> str:
    """Names without repetition, in order, with commas and a last 'and'."""
    from warehouse.inference import phrasing

    return phrasing.listed(dict.fromkeys(names))


def as_json(answer: Any) -> str:
    """An answer, a dataclass or a container of some, as JSON; days in ISO form."""

    def encode(value: Any) -> Any:
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        return value.isoformat() if isinstance(value, date) else str(value)

    return dumped(answer, encode)


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print a table; nothing where it has no row."""
    if rows:
        from pipelines.cli.output import print_table

        print_table(columns, rows)
