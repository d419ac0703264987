"""What a billion claims would take, on paper: measured costs, extrapolated, with what they rest on.

Nothing here was measured at that size. How a cost is extrapolated stands in curve.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.sizes.curve import Point, cost_at, last_exponent
from benchmarks.sizes.ends import BILLION, times
from benchmarks.sizes.records import Record

SQL, DOCUMENTS, ONE_FILE = "SQL on Spark", "workers, by document", "one file"
PARTS = "workers, in parts that one process deals out"
WHERE = {
    "read": PARTS, "recorded": SQL, "claim tables": SQL, "comparison": SQL,
    "compared tables": SQL, "drift": SQL, "history": SQL, "suspected": PARTS,
    "suspected table": SQL, "inferred": PARTS, "inferred tables": SQL, "ruled": PARTS,
    "ruled tables": SQL, "filled": ONE_FILE, "gate": ONE_FILE, "published": ONE_FILE,
    "compare": ONE_FILE, "explain": ONE_FILE, "sql": ONE_FILE, "exports": ONE_FILE,
    "report": ONE_FILE, "fetched": DOCUMENTS, "fetched again": DOCUMENTS, "texts": DOCUMENTS,
    "texts again": DOCUMENTS, "anchors": DOCUMENTS, "anchors again": DOCUMENTS,
}  # fmt: skip
"""What could run where; a reader's questions and what is made of the published file stay there."""


@dataclass(frozen=True)
class Projected:
    """A stage at a size that nobody measured. `core_hours` None: it never came to its end."""

    stage: str
    where: str
    per_million: float | None
    power: float | None
    core_hours: float | None


def projected(stage: str, records: Sequence[Record], size: int = BILLION) -> Projected:
    """Seconds of cores for a million at the largest size that ended, the power of growth there, and
    hours of cores at `size` (linear where growth was measured below it)."""
    points = times(records)
    ended = [p for p in points if not p.at_least]
    per_million = ended[-1].cost / ended[-1].size * 1e6 if ended else None
    cost = cost_at(points, size)
    hours = None if cost is None else cost / 3600
    return Projected(stage, WHERE[stage], per_million, last_exponent(points), hours)


def bytes_per_row(record: Record, table: str) -> float | None:
    """Bytes of Parquet for a row of a table; None where it has none."""
    rows, size = record.made.get(table, (0, 0))
    return size / rows if rows else None


def pairs_at(records: Sequence[Record], size: int = BILLION) -> float | None:
    """Pairs of claims in cells of which one lies in the other, extrapolated."""
    told = [Point(r.size, r.told["pairs in cells"]) for r in records if "pairs in cells" in r.told]
    return cost_at(told, size)
