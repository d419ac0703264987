"""The table definitions under tables/, read once: what columns there are and what holds of them.

Nothing here looks at data; engine.py, publish.py and validation.py do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "tables"

# Frictionless Table Schema types -> DuckDB types.
DUCKDB_TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "datetime": "TIMESTAMP",
}


@dataclass(frozen=True)
class Field:
    """One column: its name, Table Schema type, description and constraints."""

    name: str
    type: str
    description: str
    constraints: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def duckdb_type(self) -> str:
        """The column's type in DuckDB."""
        return DUCKDB_TYPES[self.type]

    @property
    def required(self) -> bool:
        """Whether the column may not be null."""
        return bool(self.constraints.get("required", False))


@dataclass(frozen=True)
class ForeignKey:
    """A column whose values are those of a column of another table."""

    column: str
    table: str
    target: str


@dataclass(frozen=True)
class Table:
    """One table of the warehouse, as its file under tables/ describes it.

    Where `declare_keys` is false, its keys are left to the gate and have no index in the file.
    """

    name: str
    group: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    checks: tuple[str, ...] = ()
    declare_keys: bool = True

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return tuple(f.name for f in self.fields)


def _fields(raw: dict[str, Any], others: dict[str, dict[str, Any]]) -> Iterator[Field]:
    """The fields of a table; `like: T` stands for those of T, without what T demands of them."""
    for f in raw["fields"]:
        if "like" in f:
            for same in others[f["like"]]["fields"]:
                yield Field(same["name"], same["type"], same["description"])
        else:
            yield Field(f["name"], f["type"], f["description"], f.get("constraints", {}))


def _table(raw: dict[str, Any], others: dict[str, dict[str, Any]]) -> Table:
    return Table(
        name=raw["name"],
        group=raw["group"],
        description=raw["description"],
        fields=tuple(_fields(raw, others)),
        primary_key=tuple(raw["primaryKey"]),
        foreign_keys=tuple(
            ForeignKey(k["fields"], k["reference"]["resource"], k["reference"]["fields"])
            for k in raw.get("foreignKeys", ())
        ),
        checks=tuple(raw.get("checks", ())),
        declare_keys=raw.get("declareKeys", True),
    )


@cache
def tables() -> dict[str, Table]:
    """Every table by its name, each after the tables that its foreign keys point to."""
    written = [yaml.load(p.read_bytes(), yaml.CSafeLoader) for p in sorted(FOLDER.glob("*.yaml"))]
    raw = {w["name"]: w for w in written}
    found = {name: _table(w, raw) for name, w in raw.items()}
    ordered: dict[str, Table] = {}

    def add(table: Table) -> None:
        for key in table.foreign_keys:
            if key.table != table.name and key.table not in ordered:
                add(found[key.table])
        ordered.setdefault(table.name, table)

    for table in found.values():
        add(table)
    return ordered


@cache
def frames_of_the_catalog() -> dict[str, dict[str, dict[str, str]]]:
    """What the catalog hands over: asset -> frame -> column -> Table Schema type."""
    text = (FOLDER.parent / "inputs.yaml").read_bytes()
    found: dict[str, dict[str, dict[str, str]]] = yaml.load(text, yaml.CSafeLoader)
    return found
