"""A history of claims made event by event, and published files that hold some of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from warehouse.ledger import history, keep

START = datetime(2026, 1, 1)
Event = dict[str, Any]


def event(claim_id: str, version: int, build: int, name: str = "revised", **given: Any) -> Event:
    """An event of a build, a day a build."""
    return {
        "claim_id": claim_id, "version": version, "event": name if version > 1 else "recorded",
        "build_id": f"build-{build}", "recorded_at": START + timedelta(days=build),
        "content_sha256": f"{claim_id} {version}", "low": version,
    } | given  # fmt: skip


# A claim that is revised twice, another that comes with the second build.
BUILDS = [
    [event("a/1", 1, 1)],
    [event("a/1", 2, 2), event("b/1", 1, 2)],
    [event("a/1", 3, 3)],
]


def so_far(n: int) -> list[Event]:
    """All events of the first n builds."""
    return [e for build in BUILDS[:n] for e in build]


def write_published(path: Path, events: Sequence[Event]) -> Path:
    """A published file as far as the ledger looks at one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    columns = history.columns()
    with duckdb.connect(str(path)) as connection:
        listed = ", ".join(f'"{c}" {kind}' for c, kind in columns.items())
        connection.execute(f"CREATE TABLE claim_version ({listed})")
        marks = ", ".join("?" * len(columns))
        for row in events:
            connection.execute(
                f"INSERT INTO claim_version VALUES ({marks})", [row.get(c) for c in columns]
            )
    return path


def publish(out: Path, n: int) -> keep.Ledger:
    """The file of build n takes the place of the one before, and the ledger catches up."""
    write_published(out / "muster.duckdb", so_far(n))
    return keep.caught_up(out)


def told(ledger: keep.Ledger, tmp_path: Path) -> list[tuple[str, int, int]]:
    """(claim, version, low) of every event in a ledger, in order."""
    path = tmp_path / "told.parquet"
    keep.read(ledger, path)
    query = f"SELECT claim_id, version, low FROM '{path}' ORDER BY ALL"
    return duckdb.sql(query).fetchall()


def expected(n: int) -> list[tuple[str, int, int]]:
    """The same of the first n builds."""
    return sorted((e["claim_id"], e["version"], e["low"]) for e in so_far(n))
