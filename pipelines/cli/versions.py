"""muster versions: the published file and those kept, what made each, and whether it is whole."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.options import json_option, out_option

HEADINGS = ("id", "built (UTC)", "", "catalog", "code", "vocabulary", "claims", "MB", "state")
SHORT = 8  # characters of a hash or an id: the beginning that only it has
STATES = {"whole": "whole", "damaged": "damaged", "unknown": "no checksum"}


@click.command("versions", short_help="The published file and the versions kept before it.")
@out_option
@json_option
def command(out: Path, as_json: bool) -> None:
    """List the published file and those kept, the latest first: which catalog, code and vocabulary
    made it (the beginnings of their hashes), and whether it is as it was published.

    How many are kept is MUSTER_KEEP_VERSIONS. `muster diff ID` tells what changed since one of
    them, `muster rollback ID` publishes it again. Exits 1 where one is damaged.
    """
    from pipelines.cli import output, told
    from pipelines.remote.kept import versions
    from warehouse.known_versions import Version

    listed = versions(out)
    if not listed:
        raise click.UsageError(
            f"there is no version in {out}: run `muster build` first, or name its folder with --out"
        )

    def row(v: Version) -> tuple[object, ...]:
        return (
            v.build_id[:SHORT],
            v.built_at,
            "published" if v.published else "",
            _short(v.catalog_sha256),
            v.code_version or "",
            _short(v.vocabulary_sha256),
            v.n_claims,
            f"{v.bytes / 1e6:.1f}",
            STATES[v.state],
        )

    if as_json:
        click.echo(told.as_json(listed))
    else:
        output.print_table(HEADINGS, [row(v) for v in listed])
    damaged = [v for v in listed if v.state == "damaged"]
    for version in damaged:
        click.echo(f"error: {version.path} is not as it was published", err=True)
    if damaged:
        raise SystemExit(1)


def _short(digest: str | None) -> str:
    return (digest or "")[:SHORT]
