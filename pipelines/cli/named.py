"""What a person calls a version: a file, `published`, an id or the beginning that only it has."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.output import plain

PUBLISHED = "published"


def version(out: Path, typed: str) -> Path:
    """The file that is meant. Raises `UsageError` where it names none, or more than one.

    An id goes before a file of the same name. Raises `ClickException` where the version is damaged.
    """
    from pipelines.remote import kept
    from warehouse import known_versions

    listed = kept.versions(out)
    if typed == PUBLISHED:
        standing = [v for v in listed if v.published]
        if not standing:
            raise click.UsageError(
                f"there is no published warehouse in {out}: run `muster build` first, "
                "or name its folder with --out"
            )
        return standing[0].path
    try:
        found = known_versions.find(listed, typed)
    except known_versions.Unknown as error:
        if Path(typed).is_file():
            return Path(typed)
        raise click.UsageError(f"{plain(str(error))}, and no file is called so") from error
    if found.state == "damaged":
        raise click.ClickException(f"{found.path} is damaged: it is not as it was published")
    return kept.at_hand(out, found)
