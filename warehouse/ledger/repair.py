"""What is done about damage: the ledger is made again from a published file that has all of it.

What is damaged is set aside under damaged/, never deleted. Where no published file is known to have
the whole history, nothing is touched and the build is refused: a person must look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from warehouse import versions
from warehouse.ledger import history, segments
from warehouse.ledger.chain import Chain, Fault

ASIDE = "damaged"
SHOWN = 5  # faults in a message: behind a damaged segment, all that follow it stand alone


class Damaged(Exception):  # noqa: N818  # named for what happened
    """The ledger is damaged, and no published file is known to have all that it held."""


def repair(out: Path, folder: Path, chain: Chain) -> list[str]:
    """Make the ledger whole where `chain` has faults; says in words what was done.

    Raises `Damaged` where it cannot be made again.
    """
    if not chain.faults:
        return []
    for source in _sources(out):
        try:
            if _made_again(source, folder, chain):
                then = f"It was made again from {source.name}; what was there is in {ASIDE}/."
                return [_told(chain.faults, then)]
        except duckdb.Error:  # this file is damaged too: the one before it may not be
            continue
    raise Damaged(
        _told(
            chain.faults,
            "No published file is known to hold all of the history, so nothing was changed. Put "
            "back what is damaged or missing from a copy. Or else move these files to "
            f"{folder / ASIDE} and build again: what they alone hold is then no longer told.",
        )
    )


def _sources(out: Path) -> Iterator[Path]:
    """The published file and those before it, the latest first."""
    published = out / versions.PUBLISHED
    if published.exists():
        yield published
    yield from sorted((out / versions.KEPT).glob("*.duckdb"), reverse=True)


def _has_all(connection: duckdb.DuckDBPyConnection, chain: Chain) -> bool:
    """Whether an open published file has all events that were ever in the chain.

    A file was published with all that came before. So it has what an unreadable segment held, if it
    has a later segment, or else more than the ones that can be read.
    """
    told = history.of_published(connection)
    misplaced = [f for f in chain.faults if f.segment]
    paths = chain.paths + [f.path for f in misplaced if f.path]
    readable = history.of_segments(connection, paths)
    if history.any_row(connection, history.beyond(readable, told)):
        return False
    unread = [f.number for f in chain.faults if not f.segment]
    later = max((f.number for f in misplaced), default=0)
    if not unread or later > max(unread):
        return True
    return history.any_row(connection, history.beyond(told, readable))


def _made_again(source: Path, folder: Path, chain: Chain) -> bool:
    """Put one segment of all that the whole ones lack in the place of those behind them.

    False where the published file is not known to have it all. Raises DuckDB's error where it
    cannot be read, `OSError` where the segment cannot be written; either way nothing is changed.
    """
    with history.opened(source) as connection:
        if not _has_all(connection, chain):
            return False
        lacking = history.load_beyond(connection, chain.paths)
        beside = segments.write(connection, lacking, folder, chain.last)
    # From the last to the first: a crash between leaves the first fault to be seen.
    for fault in sorted(chain.faults, key=lambda f: f.number, reverse=True):
        if fault.path is not None:
            _set_aside(fault.path, folder / ASIDE)
    if beside is not None:
        segments.put(beside, chain.last)
    return True


def _set_aside(path: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    target, n = folder / path.name, 1
    while target.exists():
        n += 1
        target = folder / f"{path.name}.{n}"
    path.rename(target)
    segments.sync(folder)


def _told(faults: Sequence[Fault], then: str) -> str:
    named = "; ".join(
        f"{fault.path.name if fault.path else f'segment {fault.number:06d}'}: {fault.why}"
        for fault in faults[:SHOWN]
    )
    more = len(faults) - SHOWN
    others = f"; and {more:,} more behind them" if more > 0 else ""
    return f"the ledger of claims is damaged ({named}{others}). {then}"
