"""muster diff: what changed between two published warehouses, in words."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipelines.cli.options import json_option, out_option

if TYPE_CHECKING:
    from warehouse.changes.change import Change, Changes, Made

ESSENTIAL = 3  # exit code
IDS = 3  # ids of a change that are printed: the rest stand in --json


@click.command("diff", short_help="What changed between two published warehouses, in words.")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", default="published")
@out_option
@json_option
def command(old: str, new: str, out: Path, as_json: bool) -> None:
    """Say what changed from OLD to NEW: files, or ids of versions as `muster versions` lists them,
    or `published`, which is what NEW is where it is left out.

    Claims added, revised, withdrawn; contradictions opened and closed; bounds that moved, by how
    much and because of which claim; answers of rules, counts by country, demands. The most
    important first, and the first ten of each kind (--json: all of them).

    Exits 0 where nothing essential changed, 3 where something did: a figure, a scope, a date or an
    answer. 1: a file is damaged, or of another layout. 2: the call is at fault.
    """
    from pipelines.cli import told
    from pipelines.cli.named import version
    from pipelines.cli.output import plain
    from warehouse.changes.compare import compare
    from warehouse.changes.sides import Unreadable
    from warehouse.changes.told import SHOWN

    before, after = version(out, old), version(out, new)
    try:
        found = compare(before, after, None if as_json else SHOWN)
    except Unreadable as error:
        raise click.ClickException(plain(str(error))) from error
    if as_json:
        click.echo(told.as_json(_whole(found)))
    else:
        _show(found)
    sys.exit(ESSENTIAL if found.essential else 0)


def _whole(found: Changes) -> dict[str, Any]:
    """Everything, as --json prints it."""
    return {
        "old": found.old,
        "new": found.new,
        "essential": found.essential,
        "counts": {group.kind: group.n for group in found.groups},
        "changes": [change for group in found.groups for change in group.changes],
    }


def _show(found: Changes) -> None:
    from pipelines.cli import told
    from warehouse.changes.change import HEADINGS
    from warehouse.changes.told import counts, line

    told.paragraph(f"From {_build(found.old)} to {_build(found.new)}: {line(counts(found))}.")
    for group in found.groups:
        told.heading(f"{HEADINGS[group.kind]} ({group.n:,})")
        for change in group.changes:
            _change(change)
        if group.more:
            told.paragraph(f"and {group.more:,} more (--json)", 2)


def _build(made: Made) -> str:
    return f"{made.build_id[:8]} of {made.built_at:%Y-%m-%d %H:%M}"


def _change(change: Change) -> None:
    from pipelines.cli import told

    told.paragraph(change.sentence, 4, "  -")
    for i in change.subjects[:IDS]:
        told.unbroken(i, 6)
