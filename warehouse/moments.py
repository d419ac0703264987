"""When a build says that it was made: never before the one that stands, whatever the clock does.

Names and order of versions, and which of them are the last ones, follow from these times.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

STEP = timedelta(microseconds=1)  # the smallest that a version's name tells apart


def after(published: Path, now: datetime) -> datetime:
    """`now` (UTC where it has no zone), or the moment after the published file was built where the
    clock has jumped back behind that. Aware, in UTC.
    """
    now = now.astimezone(UTC) if now.tzinfo else now.replace(tzinfo=UTC)
    last = _built_at(published)
    return now if last is None else max(now, last + STEP)


def _built_at(published: Path) -> datetime | None:
    """None where nothing is published, or where it cannot be read."""
    if not published.is_file():
        return None
    try:
        with duckdb.connect(str(published), read_only=True) as connection:
            row = connection.execute("SELECT max(built_at) FROM build").fetchone()
    except duckdb.Error:
        return None
    found = row[0] if row else None
    return found.replace(tzinfo=UTC) if isinstance(found, datetime) else None
