"""A small warehouse out of hand-written claims: every model run for real over Parquet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from warehouse import engine, recorded
from warehouse.derive import derive
from warehouse.schema import frames_of_the_catalog

ARROW = {
    "string": pa.string(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us"),
}
BEGINNING = date(2022, 2, 24)
MEASURES = {
    "recruited": ("cumulative", []),
    "killed": ("cumulative", ["recruited", "killed_or_missing"]),
    "killed_or_missing": ("cumulative", ["recruited"]),
    "captured": ("cumulative", ["recruited"]),
    "serving": ("stock", ["recruited"]),
    "held": ("stock", ["captured"]),
    "other": ("none", []),
}
COUNTRIES = ["CUB", "NPL", "PRK", "EGY", "GHA", "KAZ", "RUS"]
GROUPS = [  # id, kind, inside, complete, members
    ("foreign", "all_countries", None, True, [c for c in COUNTRIES if c != "RUS"]),
    ("m49:002", "area", None, True, ["EGY", "GHA"]),
    ("paper:africa", "group", "foreign", False, ["GHA"]),
    ("paper:two", "group", None, True, ["CUB", "NPL"]),
    ("paper:born", "group", None, False, []),
]
EVIDENCE = {
    "named": True,
    "identified": True,
    "documented": True,
    "confirmed": True,
} | dict.fromkeys(
    ("official", "estimated", "witnessed", "alleged", "planned", "unspecified"), False
)
UNITS = [  # id, is_count, of_countries
    ("persons", True, False),
    ("countries", True, True),
    ("families", True, False),
    ("percent", False, False),
    ("other", False, False),
]
CHANNELS = [("all", None), ("moscow", "all"), ("room", "moscow"), ("list", "all")]


def claim(claim_id: str, **given: Any) -> dict[str, Any]:
    """A row of catalog.claim; what is not given is filled in; dates in ISO form."""
    document, _, _ = claim_id.partition("/")
    row: dict[str, Any] = {
        "claim_id": claim_id, "document_id": document, "collection": "tests",
        "claimant_id": "paper", "says": "words", "low": 1, "high": None, "point": None,
        "qualifier": "at least", "hedged": False, "measure": "recruited", "unit": "persons",
        "population": "NPL", "excluding": "", "basis": "unspecified", "channel": "all",
        "evidence": "unspecified", "side": "russia", "since": None, "as_of": "2025-01-01",
        "derives_from": None, "link": None, "part_of": None, "partition": False, "checked": None,
        "note": "", "file": f"tests/{document}.yaml", "line": 1,
    }  # fmt: skip
    row |= given
    for key in ("since", "as_of"):
        row.setdefault(f"{key}_first", _bound(row[key], first=True))
        row.setdefault(f"{key}_last", _bound(row[key], first=False))
    return row


def _bound(text: str | None, *, first: bool) -> date | None:
    """First or last day of a day, month or year: enough for tests."""
    if text is None:
        return None
    period = pd.Period(text)
    return (period.start_time if first else period.end_time).date()


def _frames(
    claims: list[dict[str, Any]], demands: list[dict[str, Any]], documents: dict[str, Any]
) -> dict[str, list[dict[str, Any]]]:
    ids = dict.fromkeys(c["document_id"] for c in claims)
    return {
        "vocabulary.measure": [
            {"measure_id": m, "name": m, "kind": k, "what": m, "beginning": BEGINNING}
            for m, (k, _) in MEASURES.items()
        ],
        "vocabulary.measure_parent": [
            {"measure_id": m, "parent_id": p} for m, (_, up) in MEASURES.items() for p in up
        ],
        "vocabulary.measure_disjoint": [{"measure_a": "killed", "measure_b": "serving"}],
        "vocabulary.population": [
            {"population_id": c, "name": c, "kind": "country", "inside": None, "complete": True,
             "what": c} for c in COUNTRIES
        ] + [
            {"population_id": g, "name": g, "kind": kind, "inside": inside, "complete": complete,
             "what": g} for g, kind, inside, complete, _ in GROUPS
        ],
        "vocabulary.population_member": [
            {"population_id": g, "member_id": m} for g, *_, members in GROUPS for m in members
        ],
        "vocabulary.channel": [
            {"channel_id": c, "name": c, "inside": inside, "what": c} for c, inside in CHANNELS
        ],
        "vocabulary.side": [
            {"side_id": s, "compared": s == "russia", "assumed": s == "russia", "what": s}
            for s in ("russia", "ukraine")
        ],
        "vocabulary.evidence": [
            {"evidence_id": e, "floor": floor, "assumed": e == "unspecified", "what": e}
            for e, floor in EVIDENCE.items()
        ],
        "vocabulary.unit": [
            {"unit_id": u, "is_count": counts, "inferred": u == "persons", "what": u,
             "of_countries": countries, "most": 10**6 if u == "persons" else None,
             "most_of_one_country": 10**5 if u == "persons" else None}
            for u, counts, countries in UNITS
        ],
        "catalog.source": [
            {"source_id": s, "name": s.title(), "kind": "newspaper", "country": None,
             "party": "none", "homepage": None, "file": "sources.yaml", "line": 1}
            for s in ("paper", "other")
        ],
        "catalog.document": [
            {"document_id": d, "collection": "tests", "publisher_id": "paper", "title": d,
             "url": f"https://example.org/{d}", "published": "2025-06-01",
             "published_first": date(2025, 6, 1), "published_last": date(2025, 6, 1),
             "language": "en", "file": f"tests/{d}.yaml", "line": 1} | documents.get(d, {})
            for d in ids
        ],
        "catalog.claim": claims,
        "catalog.demand": demands,
        "catalog.event": [],
        "catalog.rejected": [],
        "archive.snapshot": [],
        "archive.capture": [],
        "anchored.anchor": [
            {"claim_id": c["claim_id"], "latest": True, "status": "not_archived", "n_places": 0}
            for c in claims
        ],
        "anchored.changed_words": [],
        "anchored.untranscribed": [],
        "anchored.rejected": [],
        "ledger.version": [],
        "ledger.moment": [{"recorded_at": datetime(2026, 1, 1), "build_id": "build-0"}],
        **{f"inferred.{frame}": [] for frame in frames_of_the_catalog()["inferred"]},
        **{f"suspected.{frame}": [] for frame in frames_of_the_catalog()["suspected"]},
    }  # fmt: skip


def contradiction(
    inner: str, outer: str, excess: int, *retold: tuple[str, str]
) -> dict[str, list[dict[str, Any]]]:
    """The frames of inference where two claims contradict; `retold` are (claim, its root)."""
    pair = json.dumps(sorted((inner, outer)))
    conflict_id = hashlib.sha256(pair.encode()).hexdigest()[:16]
    members = [(inner, "inner", inner), (outer, "outer", outer)]
    members += [(claim_id, "retelling", root) for claim_id, root in retold]
    return {
        "conflict": [
            {"conflict_id": conflict_id, "kind": "cross_source", "size": 2, "identities": "within",
             "excess": excess, "statement": f"{inner} exceeds {outer} by {excess}.",
             "repair": f"if {inner} counted Cubans", "complete": True}
        ],
        "conflict_claim": [
            {"conflict_id": conflict_id, "claim_id": c, "role": role, "root_claim_id": root}
            for c, role, root in members
        ],
        "conflict_repair": [
            {"conflict_id": conflict_id, "rank": 1, "claim_id": inner, "dimension": "population",
             "before": "NPL", "after": "CUB", "sentence": f"if {inner} counted Cubans"}
        ],
        "component": [
            {"component": 1, "n_claims": 2, "n_conflicts": 1, "size": 1, "n_solutions": 2,
             "complete": True, "gap": 0}
        ],
        "set_aside": [
            {"component": 1, "measure": "recruited", "claim_id": c, "solution": n}
            for n, c in enumerate((inner, outer), 1)
        ],
    }  # fmt: skip


ASIDE = {"kind", "says", "basis", "demand"}  # words of the contract, and not of a vocabulary


def _said_otherwise(rows: list[dict[str, Any]], words: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {k: words.get(v, v) if isinstance(v, str) and k not in ASIDE else v for k, v in row.items()}
        for row in rows
    ]


def write(path: Path, rows: list[dict[str, Any]], types: dict[str, str]) -> Path:
    """Write rows as Parquet with the given Table Schema types; missing keys are null."""
    schema = pa.schema([(c, ARROW[t]) for c, t in types.items()])
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path)
    return path


class Warehouse:
    """The Parquet of every table, by name; `sql` reads across them."""

    def __init__(self, files: dict[str, list[Path]]) -> None:
        self.files = files

    def sql(self, query: str) -> pd.DataFrame:
        """The result of a query over any of the tables."""
        with engine.workspace() as connection:
            named = {n: files for n, files in self.files.items() if n.rpartition(".")[2] in query}
            engine.bind(connection, named)
            return connection.execute(query).df()

    def pairs(self) -> dict[frozenset[str], tuple[str, str, str, str]]:
        """Unordered pair -> (inside, around, relation, verdict) of every comparison."""
        rows = self.sql("SELECT claim_a, claim_b, relation, verdict FROM comparison")
        return {frozenset((a, b)): (a, b, r, v) for a, b, r, v in rows.itertuples(index=False)}


@pytest.fixture
def warehouse_of(tmp_path: Path) -> Callable[..., Warehouse]:
    """Builds a warehouse from claim rows (see `claim`), demands, overrides of documents, and frames
    of inference and of the ledger; `only` makes some tables and what they are made from, `words`
    puts other ids for those of the vocabulary."""

    def build(
        claims: list[dict[str, Any]],
        demands: list[dict[str, Any]] | None = None,
        documents: dict[str, Any] | None = None,
        only: str | tuple[str, ...] | None = None,
        words: dict[str, str] | None = None,
        inferred: dict[str, list[dict[str, Any]]] | None = None,
        ledger: dict[str, list[dict[str, Any]]] | None = None,
    ) -> Warehouse:
        known = frames_of_the_catalog()
        files: dict[str, list[Path]] = {}
        made = {f"inferred.{frame}": rows for frame, rows in (inferred or {}).items()}
        made |= {f"ledger.{frame}": rows for frame, rows in (ledger or {}).items()}
        for name, given in (_frames(claims, demands or [], documents or {}) | made).items():
            rows = _said_otherwise(given, words or {})
            asset, frame = name.split(".")
            files[name] = [write(tmp_path / f"{name}.parquet", rows, known[asset][frame])]
        files["recorded"] = [tmp_path / "recorded.parquet"]
        recorded.record(files, files["recorded"][0])
        return Warehouse(derive(files, tmp_path, (only,) if isinstance(only, str) else only))

    return build


@pytest.fixture
def a_claim() -> Callable[..., dict[str, Any]]:
    """The maker of claim rows."""
    return claim


@pytest.fixture
def a_contradiction() -> Callable[..., dict[str, list[dict[str, Any]]]]:
    """The maker of the frames of inference for one pair."""
    return contradiction
