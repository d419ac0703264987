"""The command line: a thin layer over the definitions and the published warehouse.

Each command is a module of its own, imported only when it is called or listed; what is slow to
import (dagster, duckdb, pandas) is imported inside the command that needs it.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys

import click

from pipelines.cli.refusals import guarded
from pipelines.settings import WrongSetting

COMMANDS = (
    "build",
    "check",
    "read",
    "compare",
    "conflicts",
    "repeats",
    "report",
    "diff",
    "explain",
    "cite",
    "sources",
    "fetch",
    "archive",
    "stub",
    "versions",
    "rollback",
    "sql",
    "export",
    "ui",
)


class Lazy(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a setting that means nothing is an error of the call."""
        try:
            return super().invoke(ctx)
        except WrongSetting as error:
            raise click.UsageError(str(error)) from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"pipelines.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return guarded(command)


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="muster")
def main() -> None:
    """Muster: conflicting published figures, side by side, with the words that carry them.

    Exit codes: 0 done, 1 the data is at fault (errors listed), 2 the call is at fault, and 3 where
    `muster diff` found an essential change.
    """


def run() -> None:
    """The command as a process: `main`, and then an end without ceremony.

    Half a million objects come from imports and stay to the end. Looking through them for garbage
    again and again, and taking them down one by one at the end, takes two seconds of ten.
    """
    gc.set_threshold(100_000, 50, 100)
    code: int | str | None = 0
    try:
        main(prog_name="muster")
    except SystemExit as end:
        code = end.code
    with contextlib.suppress(BrokenPipeError):  # the reader has seen enough
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))
