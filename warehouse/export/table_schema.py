"""A table's file under tables/ as Table Schema v2, for CSV and Parquet alike.

https://datapackage.org/standard/table-schema/
"""

from __future__ import annotations

from typing import Any

from warehouse.export.data import Data
from warehouse.schema import Field, Table

PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
EMPTY = ""  # how null is written in a cell, where nothing else is said
# How null looks to those who read Parquet through pandas, as `frictionless` does. CSV has neither.
IN_PANDAS = {"integer": "nan", "number": "nan", "datetime": "NaT"}


def table_schema(data: Data) -> dict[str, Any]:
    """The descriptor. `checks`, a word of our own, are conditions on one row, in SQL."""
    table = data.table
    told: dict[str, Any] = {
        "$schema": PROFILE,
        "fields": [_field(table, f, data.nulls.get(f.name, EMPTY)) for f in table.fields],
        "primaryKey": list(table.primary_key),
    }
    if table.foreign_keys:
        told["foreignKeys"] = [
            {"fields": [k.column], "reference": {"resource": k.table, "fields": [k.target]}}
            for k in table.foreign_keys
        ]
    if table.checks:
        told["checks"] = list(table.checks)
    return told


def _field(table: Table, field: Field, null: str) -> dict[str, Any]:
    constraints = dict(field.constraints)
    nulls = [null, IN_PANDAS[field.type]] if field.type in IN_PANDAS else [null]
    if table.primary_key == (field.name,):
        constraints["unique"] = True
    told: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "description": field.description,
        # A text that may not be null may be empty: there, nothing stands for null.
        "missingValues": [] if field.required and field.type == "string" else nulls,
    }
    return told | ({"constraints": constraints} if constraints else {})
