"""Keeping the ledger: looked through, mended and caught up before a build; caught up after one.

Every function here is called under the publisher's lock (versions.only_publisher).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from warehouse import engine, versions
from warehouse.engine import quoted
from warehouse.ledger import history, segments
from warehouse.ledger.chain import Chain, look, remove_leftovers
from warehouse.ledger.repair import repair

FOLDER = "ledger"
MOMENT = timedelta(microseconds=1)
GOES_ON = "the history goes on from the ledger, without what that file alone may have recorded"


class Overtaken(Exception):  # noqa: N818  # named for what happened
    """What a build knows of the history is not all: another one was published meanwhile."""


@dataclass(frozen=True)
class Ledger:
    """The segments of a ledger that is whole and caught up, and what is worth telling of it."""

    paths: tuple[Path, ...]
    warnings: tuple[str, ...] = ()


def caught_up(out: Path) -> Ledger:
    """The ledger under OUT, whole, with all that OUT's published file has.

    A published file that cannot be read, or that has another history, is told of and left alone:
    the ledger then goes on from what it has. Raises `repair.Damaged`, and `OSError` where nothing
    can be written.
    """
    folder, published = out / FOLDER, out / versions.PUBLISHED
    remove_leftovers(folder)
    chain = look(folder)
    warnings = repair(out, folder, chain)
    if warnings:
        chain = look(folder)
    if published.exists():
        try:
            warnings += _catch_up(published, folder, chain)
        except duckdb.Error as error:
            warnings.append(f"{published.name} cannot be read ({error}): {GOES_ON}")
    return Ledger(tuple(sorted(folder.glob("*.parquet"))), tuple(warnings))


def _catch_up(published: Path, folder: Path, chain: Chain) -> list[str]:
    """Add a segment of what only the published file has; a warning where the two disagree."""
    with history.opened(published) as connection:
        new = history.load_beyond(connection, chain.paths)
        beside = segments.write(connection, new, folder, chain.last)
        if beside is None:
            return []
        standing = history.of_segments(connection, chain.paths)
        if history.any_row(connection, history.beyond(standing, history.of_published(connection))):
            beside.unlink()
            return [f"{published.name} has another history of claims than the ledger: {GOES_ON}"]
    segments.put(beside, chain.last)
    return []


def read(ledger: Ledger, output: Path) -> int:
    """Write all events as one Parquet file, with today's columns; returns the rows."""
    with engine.workspace() as connection:
        return engine.write(connection, history.of_segments(connection, ledger.paths), output)


def moment(ledger: Ledger, now: datetime) -> datetime:
    """The time that a run records (UTC, no zone): `now`, but later than all that is recorded.

    A clock that jumps back must not turn history around.
    """
    with engine.workspace() as connection:
        told = history.of_segments(connection, ledger.paths)
        (last,) = connection.execute(f"SELECT max(recorded_at) FROM ({told})").fetchall()[0]
    return now if last is None else max(now, last + MOMENT)


def knows_all(ledger: Ledger, files: Sequence[Path]) -> None:
    """Raise `Overtaken` unless the files of claim_version have every event of the ledger."""
    listing = ", ".join(quoted(str(f)) for f in files)
    with engine.workspace() as connection:
        told = history.of_segments(connection, ledger.paths)
        lost = history.beyond(told, f"FROM read_parquet([{listing}])")
        found = connection.execute(
            f"SELECT build_id, count(*) FROM ({lost}) GROUP BY 1 ORDER BY 2 DESC, 1"
        ).fetchall()
    if found:
        build_id, n = found[0]
        raise Overtaken(
            f"build {build_id} was published after this one had read the ledger, and recorded "
            f"{n:,} changes of claims that this one does not know: nothing was published; build "
            "again, from the asset ledger on"
        )
