"""What a catalog of a hundred thousand claims hands over, as Parquet: copies of the frames of one
that was built.

Each copy has documents, claims and channels of its own, so that no claim of one compares with one
of another; three copies in four are told of a side that compares with nothing, so that pairs stay
as many as claims. What real pages would have given (snapshots, captures, changed words) is made up.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse import engine
from warehouse.engine import identifier, quoted
from warehouse.model import models
from warehouse.schema import DUCKDB_TYPES, frames_of_the_catalog

Files = dict[str, list[Path]]
COPIES = 216  # of some 460 claims
MADE_UP = 2_000  # rows

# The ids of a copy have its number behind them; those of the first are as they were.
_ID = "{0} || CASE WHEN copy = 0 THEN '' ELSE '~' || copy END AS {0}"
_COPIES = {
    "vocabulary.channel": (COPIES, ("channel_id", "inside"), ""),
    "catalog.document": (COPIES, ("document_id",), ""),
    "catalog.event": (COPIES, ("event_id", "document_id"), ""),
    "catalog.demand": (4, ("demand_id", "document_id"), ""),
    "catalog.claim": (
        COPIES, ("claim_id", "document_id", "derives_from", "part_of", "channel"),
        "low + copy AS low, high + copy AS high, point + copy AS point, "
        "CASE WHEN copy % 4 = 0 THEN side ELSE 'ukraine' END AS side",
    ),
    "recorded": (COPIES, ("claim_id",), "recorded_at + to_minutes(copy) AS recorded_at"),
}  # fmt: skip
_OF_PAGES = (
    "archive.snapshot", "archive.capture", "anchored.changed_words", "anchored.untranscribed",
    "anchored.rejected", "catalog.rejected",
)  # fmt: skip


def frames_of(assets: Path) -> Files:
    """What is handed over to models, in a folder of assets."""
    found: Files = {}
    for asset, frames in frames_of_the_catalog().items():
        if (alone := assets / f"{asset}.parquet").exists():
            found[asset] = [alone]
        else:
            found |= {f"{asset}.{name}": [assets / asset / f"{name}.parquet"] for name in frames}
    return found


def many(assets: Path, folder: Path) -> Files:
    """The files, in `folder`, of what is handed over and of every model as DuckDB makes it."""
    files = frames_of(assets)
    for name, (copies, ids, changes) in _COPIES.items():
        changed = ", ".join([*(_ID.format(i) for i in ids), *filter(None, [changes])])
        _write(files, name, folder, f"SELECT * REPLACE ({changed}) FROM given, {_numbers(copies)}")
    for name in _OF_PAGES:
        _write(files, name, folder, f"SELECT {_made_up(name)} FROM {_numbers(MADE_UP)}")
    for name in models():
        if name == "reconciled":
            _copy_cells(files, assets, folder)
        _make(files, name, folder)
        if name == "claim_version":
            _remember(files, folder)
            _make(files, name, folder)
    return files


def _make(files: Files, name: str, folder: Path) -> None:
    files[name] = [folder / f"{name}.parquet"]
    engine.run(models()[name], files, files[name][0])


def _numbers(copies: int) -> str:
    return f"(SELECT unnest(range({copies})) AS copy)"


def _write(files: Files, name: str, folder: Path, query: str, **others: Path) -> None:
    """Replace an input by the result of a query over it (`given`) and over others."""
    output = folder / f"given.{name}.parquet"
    reads = {"given": files[name][0], "document": files["catalog.document"][0], **others}
    with duckdb.connect() as connection:
        for view, path in reads.items():
            connection.execute(f"CREATE VIEW {view} AS FROM read_parquet({quoted(str(path))})")
        columns = ", ".join(map(identifier, connection.table("given").columns))
        engine.write(connection, f"SELECT {columns} FROM ({query})", output)
    files[name] = [output]


def _remember(files: Files, folder: Path) -> None:
    """A ledger of what was said before: of two claims in three, some otherwise, some of others."""
    _write(
        files, "ledger.version", folder,
        "SELECT * REPLACE ("
        "CASE WHEN hash(claim_id) % 5 = 0 THEN 'other' ELSE content_sha256 END AS content_sha256, "
        "CASE WHEN hash(claim_id) % 7 = 0 THEN 'gone/' || claim_id ELSE claim_id END AS claim_id, "
        "CASE WHEN hash(claim_id) % 11 = 0 THEN 'withdrawn' ELSE event END AS event"
        ") FROM event WHERE hash(claim_id) % 3 > 0",
        event=files["claim_version"][0],
    )  # fmt: skip


def _copy_cells(files: Files, assets: Path, folder: Path) -> None:
    """What the rules say of the cells of the first copy, said of those of every fourth."""
    for name in ("ruled.reconciled", "ruled.reconciled_claim"):
        _write(
            files, name, folder,
            "SELECT g.* REPLACE (c.its_cell AS cell_id) FROM given AS g JOIN ("
            "SELECT DISTINCT a.cell_id AS first_cell, b.cell_id AS its_cell "
            f"FROM claim AS a CROSS JOIN {_numbers(COPIES)} "
            "JOIN claim AS b ON b.claim_id = a.claim_id || '~' || copy "
            "WHERE copy % 4 = 0 AND copy > 0) AS c ON c.first_cell = g.cell_id "
            "UNION ALL FROM given",
            claim=files["claim"][0],
        )  # fmt: skip


def _made_up(name: str) -> str:
    """Columns of any words, numbers and days, every fifth of them null."""
    asset, _, frame = name.partition(".")
    made = []
    for column, kind in frames_of_the_catalog()[asset][frame].items():
        drawn = f"CAST(hash(copy, {quoted(name + column)}) % 1000000 AS BIGINT)"
        made.append(f"{_any(drawn, column, kind)} AS {identifier(column)}")
    return ", ".join(made)


def _any(drawn: str, column: str, kind: str) -> str:
    """A value. Documents are those of the catalog; no time stands twice, for they put in order."""
    if column == "document_id":
        return f"(SELECT list(document_id ORDER BY document_id) FROM document)[1 + {drawn} % 1000]"
    if kind == "datetime":
        return f"TIMESTAMP '2024-01-01 00:00:00.000123' + to_seconds(({drawn} % 9) * 100000 + copy)"
    value = {
        "string": f"'“' || ({drawn} % 300) || E'”\\n\\\\ \\'é'", "integer": f"{drawn} % 1000",
        "boolean": f"{drawn} % 2 = 0",
        "date": f"DATE '2022-02-24' + CAST({drawn} % 999 AS INTEGER)",
    }[kind]  # fmt: skip
    return f"CAST(CASE WHEN {drawn} % 5 > 0 THEN {value} END AS {DUCKDB_TYPES[kind]})"
