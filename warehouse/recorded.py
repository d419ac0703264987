"""Says when each claim was first recorded as it now stands: the third clock.

A claim stands as long as Muster says the same of it: what its author wrote, what was read from it,
and what follows for it alone, such as the day of publication that its document gives. Where the
record stands in the catalog is no part of that: moving a claim to another file or line is no new
recording. What was said before is the ledger's to remember.
"""

from __future__ import annotations

from pathlib import Path

from warehouse.engine import Inputs, bind, identifier, quoted, select, workspace, write
from warehouse.model import models
from warehouse.schema import tables

PLACE = frozenset({"collection", "file", "line"})
CLAIM = "claim"

# What stands as in the last event of the ledger stands since then; `standing` has today's hashes.
SINCE = """
    WITH latest AS (
        SELECT claim_id, content_sha256, event, recorded_at
        FROM ledger.version
        QUALIFY row_number() OVER (PARTITION BY claim_id ORDER BY version DESC) = 1
    )
    SELECT s.claim_id, s.content_sha256, coalesce(l.recorded_at, m.recorded_at) AS recorded_at
    FROM standing AS s
    CROSS JOIN ledger.moment AS m
    LEFT JOIN latest AS l
        ON l.claim_id = s.claim_id AND l.content_sha256 = s.content_sha256
        AND l.event <> 'withdrawn'
"""


def reads() -> tuple[str, ...]:
    """The inputs of `record`: those of the table claim, and the ledger."""
    return (*(i for i in models()[CLAIM].inputs if i != "recorded"), "ledger.version",
            "ledger.moment")  # fmt: skip


def content_sha256() -> str:
    """The SQL expression for the hash of what a row of the table claim says."""
    said = sorted(set(tables()[CLAIM].columns) - PLACE - {"recorded_at"})
    content = ", ".join(f"{quoted(c)}, {identifier(c)}" for c in said)
    return f"sha256(CAST(json_object({content}) AS VARCHAR))"


def record(inputs: Inputs, output: Path) -> int:
    """Write (claim_id, content_sha256, recorded_at) of every claim; returns the rows.

    `inputs` are the files of `reads()`. A claim that stands as in the last event of the ledger
    keeps its time; every other one gets the moment's (UTC).
    """
    with workspace() as connection:
        bind(connection, {name: inputs[name] for name in reads()})
        connection.execute(
            "CREATE VIEW recorded AS "
            "SELECT claim_id, NULL::TIMESTAMP AS recorded_at FROM catalog.claim"
        )
        connection.execute(
            f"CREATE VIEW standing AS SELECT claim_id, {content_sha256()} AS content_sha256 "
            f"FROM ({select(models()[CLAIM])})"
        )
        return write(connection, SINCE, output)
