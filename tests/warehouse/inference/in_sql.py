"""A vocabulary and scopes as tables, with the SQL models that decide what compares with what.

The models run in one in-memory DuckDB, without Parquet between them. What they say is tested by
those who ask.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import duckdb
import pyarrow as pa

from tests.warehouse.inference.worlds import FIRST_DAY
from warehouse.declare import MACROS
from warehouse.engine import identifier, select
from warehouse.inference.lattice import Lattice
from warehouse.inference.scope import EVER, NEVER, Scope, Span
from warehouse.model import Model, models
from warehouse.schema import DUCKDB_TYPES, frames_of_the_catalog

Rows = list[dict[str, Any]]
Claims = dict[str, tuple[Scope, int, int | None]]  # id -> scope, low, high

# A window begins after it: the worlds' first day is the latest that stands for everything since.
BEGINNING = FIRST_DAY - timedelta(days=1)


def _vocabulary(lattice: Lattice) -> dict[str, Rows]:
    above, around = lattice.measure_parents, lattice.channel_parent
    return {
        "measure": [
            {"measure_id": m, "name": m, "kind": kind, "what": m, "beginning": BEGINNING}
            for m, kind in lattice.kinds.items()
        ],
        "measure_parent": [
            {"measure_id": m, "parent_id": p} for m, parents in above.items() for p in parents
        ],
        "measure_disjoint": [
            dict(zip(("measure_a", "measure_b"), sorted(pair), strict=True))
            for pair in lattice.disjoint_pairs
        ],
        "population": [
            {"population_id": p, "name": p, "kind": _kind(p, lattice), "what": p,
             "inside": lattice.inside.get(p), "complete": p in lattice.complete}
            for p in lattice.members
        ],
        "population_member": [
            {"population_id": p, "member_id": c}
            for p, own in lattice.members.items() if own != {p} for c in own
        ],
        "channel": [
            {"channel_id": c, "name": c, "what": c, "inside": p or None} for c, p in around.items()
        ],
        "side": [{"side_id": "russia", "compared": True, "assumed": True, "what": "russia"}],
        "evidence": [
            {"evidence_id": "unspecified", "floor": False, "assumed": True, "what": "not said"}
        ],
        "unit": [
            {"unit_id": u, "is_count": u not in lattice.no_counts, "what": u,
             "inferred": u == lattice.counted_unit, "of_countries": u == lattice.country_unit}
            for u in ("persons", "families", "countries", "percent", "other")
        ],
    }  # fmt: skip


def _kind(population: str, lattice: Lattice) -> str:
    if population in lattice.everyone:
        return "all_countries"
    return "country" if lattice.members[population] == {population} else "group"


def _day(day: date | None) -> date | None:
    return None if day in (EVER, NEVER) else day


def _dates(name: str, span: Span | None) -> dict[str, Any]:
    return {
        name: span.text if span else None,
        f"{name}_first": _day(span.first) if span else None,
        f"{name}_last": _day(span.last) if span else None,
    }


def _claim(claim_id: str, scope: Scope, low: int, high: int | None) -> dict[str, Any]:
    """A row of catalog.claim; a root elsewhere is the first claim of that document."""
    elsewhere = scope.root_document != scope.document
    return {
        "claim_id": claim_id, "document_id": scope.document, "collection": "tests",
        "claimant_id": "paper", "says": "words", "low": low, "high": high, "qualifier": "exactly",
        "hedged": False, "measure": scope.measure, "unit": scope.unit,
        "population": scope.population, "excluding": ",".join(sorted(scope.excluding)),
        "basis": "native" if scope.native else "unspecified", "channel": scope.channel,
        "evidence": "unspecified", "side": "russia", "partition": False, "note": "",
        "derives_from": f"{scope.root_document}/root" if elsewhere else None, "file": "", "line": 1,
    } | _dates("since", scope.since) | _dates("as_of", scope.as_of)  # fmt: skip


def _catalog(claims: Claims) -> dict[str, Rows]:
    paper = {"name": "Paper", "kind": "newspaper", "party": "none", "file": "", "line": 1}
    dated = {"published": "2024-06-01", "published_first": FIRST_DAY, "published_last": FIRST_DAY}
    return {
        "source": [{"source_id": "paper"} | paper],
        "document": [
            {"document_id": d, "collection": "tests", "publisher_id": "paper", "title": d,
             "url": d, "language": "en", "file": "", "line": 1} | dated
            for d in sorted({scope.document for scope, _, _ in claims.values()})
        ],
        "claim": [_claim(claim_id, *given) for claim_id, given in claims.items()],
    }  # fmt: skip


def _towards_comparison() -> list[Model]:
    needed = {"comparison", "measure", "channel", "unit"}
    for model in reversed(models().values()):
        if model.name in needed:
            needed.update(model.inputs)
    return [model for model in models().values() if model.name in needed]


def compared(lattice: Lattice, claims: Claims) -> duckdb.DuckDBPyConnection:
    """All tables from the vocabulary to `comparison`, and the macro `why_not`."""
    connection = duckdb.connect(":memory:")
    frames = frames_of_the_catalog()
    for asset, rows in (("vocabulary", _vocabulary(lattice)), ("catalog", _catalog(claims))):
        connection.execute(f"CREATE SCHEMA {asset}")
        for name, given in rows.items():
            types = frames[asset][name]
            columns = {c: [row.get(c) for row in given] for c in types}
            listed = ", ".join(
                f"CAST({identifier(c)} AS {DUCKDB_TYPES[t]}) AS {identifier(c)}"
                for c, t in types.items()
            )
            connection.register("given", pa.table(columns))
            connection.execute(f"CREATE TABLE {asset}.{name} AS SELECT {listed} FROM given")
    connection.execute(
        "CREATE TABLE recorded AS SELECT claim_id, '' AS content_sha256, "
        "TIMESTAMP '2026-01-01' AS recorded_at FROM catalog.claim"
    )
    for model in _towards_comparison():
        connection.execute(f"CREATE TABLE {identifier(model.name)} AS {select(model)}")
    connection.execute((MACROS / "why_not.sql").read_text(encoding="utf-8"))
    return connection
