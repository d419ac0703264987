"""The SQL models under models/: their text, what they read, and where each column comes from.

Nothing is run here; engine.py runs them. Inputs and lineage are read from the SQL by sqlglot, so
that neither is ever written down a second time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import sqlglot
from sqlglot import MappingSchema, exp
from sqlglot.lineage import Node, lineage
from sqlglot.optimizer.scope import traverse_scope

from warehouse.schema import DUCKDB_TYPES, frames_of_the_catalog, tables

FOLDER = Path(__file__).parent / "models"
MAIN = "main"


@dataclass(frozen=True)
class Model:
    """A derived table: its name, its SELECT, and the names of what it reads."""

    name: str
    sql: str
    inputs: tuple[str, ...]


def _inputs(sql: str) -> tuple[str, ...]:
    tree = sqlglot.parse_one(sql, read="duckdb")
    names: set[str] = set()
    for scope in traverse_scope(tree):
        for source in scope.sources.values():
            if isinstance(source, exp.Table):
                names.add(f"{source.db}.{source.name}" if source.db else source.name)
    return tuple(sorted(names))


@cache
def models() -> dict[str, Model]:
    """Every model by its name, each after the models that it reads."""
    texts = {p.stem: p.read_text(encoding="utf-8") for p in sorted(FOLDER.glob("*.sql"))}
    found = {name: Model(name, sql, _inputs(sql)) for name, sql in texts.items()}
    ordered: dict[str, Model] = {}

    def add(model: Model) -> None:
        for name in model.inputs:
            if name in found and name not in ordered:
                add(found[name])
        ordered.setdefault(model.name, model)

    for model in found.values():
        add(model)
    return ordered


@cache
def known_columns() -> MappingSchema:
    """Schema -> table -> column -> type, of the tables and of what the catalog hands over."""
    known: dict[str, Any] = {
        asset: {
            frame: {column: DUCKDB_TYPES[kind] for column, kind in columns.items()}
            for frame, columns in frames.items()
        }
        for asset, frames in frames_of_the_catalog().items()
    }
    known[MAIN] = {t.name: {f.name: f.duckdb_type for f in t.fields} for t in tables().values()}
    known[MAIN] |= known.pop("recorded")
    return MappingSchema(known, dialect="duckdb")


def _leaves(node: Node) -> set[tuple[str, str]]:
    if isinstance(node.expression, exp.Table):
        table = node.expression
        name = table.name if table.db == MAIN else f"{table.db}.{table.name}"
        return {(name, node.name.split(".")[-1].strip('"'))}
    return {leaf for child in node.downstream for leaf in _leaves(child)}


@cache
def column_lineage(name: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each column of the model `name`: the (input, column) pairs from which it is made."""
    # Trimmed, each node would carry a copy of the query that has its column alone: nothing here
    # looks at it, and making the copies takes five sixths of the time.
    nodes = lineage(
        None, models()[name].sql, known_columns(), dialect="duckdb", db=MAIN, trim_selects=False
    )
    return {
        column: tuple(sorted(leaf for leaf in _leaves(nodes[column]) if leaf[1] != "*"))
        for column in tables()[name].columns
    }
