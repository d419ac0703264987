"""What is published, at hand on this machine, whether OUT is a folder or the desk of a store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipelines.remote.desk import store_of, url_of
from pipelines.remote.failed import StoreFailed


def at_hand(out: Path, keep: int, *, history: bool = True) -> None:
    """Bring the desk up to what is published; nothing is done for any other folder. Raises as
    `bring.bring`.
    """
    if (store := store_of(out)) is not None:
        from pipelines.remote.bring import bring

        bring(out, store, keep, history=history)


def to_read(out: Path, warn: Callable[[str], None]) -> None:
    """The same for whoever only reads: no earlier version is kept here. Where the store cannot be
    reached, what was brought before is read, and `warn` is told so; raises `StoreFailed` where
    there is none.
    """
    from warehouse.versions import PUBLISHED  # commands that read nothing import no DuckDB

    try:
        at_hand(out, 0, history=False)
    except StoreFailed as error:
        if not (out / PUBLISHED).is_file():
            raise
        warn(f"{error}; this is of {_told(out)}, brought here before, and may not be the latest")


def _told(out: Path) -> str:
    import duckdb

    from warehouse.known_versions import made
    from warehouse.versions import PUBLISHED

    try:
        told = made(out / PUBLISHED)
    except duckdb.Error:  # the command itself will say so
        return f"a copy of {url_of(out)}"
    return f"build {told['build_id']} of {told['built_at']:%Y-%m-%d %H:%M} UTC"
