"""Remembers when each claim was first recorded as it now stands: the third clock.

The hash covers what a person wrote and what was read from it, not where the record stands: moving
a claim to another file or line is no new recording.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from warehouse.engine import identifier, quoted, workspace, write
from warehouse.schema import frames_of_the_catalog

PLACE = {"file", "line", "collection"}


def record(claims: Sequence[Path], previous: Path | None, now: datetime, output: Path) -> int:
    """Write (claim_id, content_sha256, recorded_at) for `claims`; returns the rows.

    A claim that stands unchanged in `previous` keeps its time; every other one gets `now` (UTC).
    """
    columns = [c for c in frames_of_the_catalog()["catalog"]["claim"] if c not in PLACE]
    content = ", ".join(f"'{c}', {identifier(c)}" for c in columns)
    files = ", ".join(quoted(str(f)) for f in claims)
    known = (
        f"SELECT claim_id, content_sha256, recorded_at FROM read_parquet({quoted(str(previous))})"
        if previous and previous.exists()
        else "SELECT '' AS claim_id, '' AS content_sha256, NULL::TIMESTAMP AS recorded_at LIMIT 0"
    )
    moment = f"TIMESTAMP {quoted(now.strftime('%Y-%m-%d %H:%M:%S'))}"
    query = f"""
        WITH standing AS (
            SELECT claim_id, sha256(CAST(json_object({content}) AS VARCHAR)) AS content_sha256
            FROM read_parquet([{files}])
        ), known AS ({known})
        SELECT s.claim_id, s.content_sha256, coalesce(k.recorded_at, {moment}) AS recorded_at
        FROM standing AS s
        LEFT JOIN known AS k
            ON k.claim_id = s.claim_id AND k.content_sha256 = s.content_sha256
    """
    with workspace() as connection:
        return write(connection, query, output)
