"""The columns of an asset in Dagster's terms: type, description, constraints, and what each is made
from.

What a table has is derived from its definition and its SQL; typed here are only the few words for
columns of frames that become no column of a table.
"""

from __future__ import annotations

from functools import cache

import dagster as dg

from pipelines.lineage import made_from
from warehouse.model import models
from warehouse.schema import DUCKDB_TYPES, Field, Table, frames_of_the_catalog, tables

# Frames whose columns are those of a table of another name.
LIKE = {"version": "claim_version", "moment": "claim_version", "recorded": "claim_version"}
OWN = {
    "population.inside": "The population that is said to contain it.",
    "channel.inside": "The channel that contains it; null for what is unrestricted.",
    "measure_parent.measure_id": "A measure.",
    "measure_parent.parent_id": "A measure that counts everyone whom it counts.",
    "measure_disjoint.measure_a": "A measure.",
    "measure_disjoint.measure_b": "A measure that cannot hold of the same person at one time.",
    "population_member.population_id": "The population.",
    "population_member.member_id": "A country in it.",
    "source.file": "File of the catalog that describes it.",
    "source.line": "Line of that file.",
    "bound.low_proof": "Which claims of bound_proof alone give low; 0 for none.",
    "bound.high_proof": "Which claims of bound_proof alone give high; 0 for none.",
    "bound_proof.proof_id": "Number of a smallest set of claims that alone gives a side.",
    "bound_proof.claim_id": "A claim of it.",
}


def _column(table: Table, field: Field) -> dg.TableColumn:
    other = [f"→ {k.table}.{k.target}" for k in table.foreign_keys if k.column == field.name]
    if "enum" in field.constraints:
        other.append("one of " + ", ".join(map(str, field.constraints["enum"])))
    if "minimum" in field.constraints:
        other.append(f"≥ {field.constraints['minimum']}")
    if field.name in table.primary_key:
        other.insert(0, "key")
    constraints = dg.TableColumnConstraints(
        nullable=not (field.required or field.name in table.primary_key),
        unique=table.primary_key == (field.name,),
        other=other,
    )
    return dg.TableColumn(field.name, field.duckdb_type, field.description, constraints)


@cache
def of_table(name: str) -> dg.TableSchema:
    """The columns of a table with descriptions and constraints."""
    table = tables()[name]
    rules = [f"key ({', '.join(table.primary_key)})", *table.checks]
    columns = [_column(table, f) for f in table.fields]
    return dg.TableSchema(columns, dg.TableConstraints(other=rules))


@cache
def _descriptions() -> dict[str, str]:
    return {f"{t.name}.{f.name}": f.description for t in tables().values() for f in t.fields}


def _described(frame: str, column: str) -> str:
    """What a column of a frame holds. Raises `KeyError` where nothing says it."""
    own = f"{frame}.{column}"
    if own in OWN:
        return OWN[own]
    name = "id" if column == f"{frame}_id" and own not in _descriptions() else column
    return _descriptions()[f"{LIKE.get(frame, frame)}.{name}"]


def of_frames(frames: dict[str, dict[str, str]]) -> dg.TableSchema:
    """The columns of a folder of frames, as `frame.column`."""
    return dg.TableSchema(
        [
            dg.TableColumn(f"{frame}.{column}", DUCKDB_TYPES[kind], _described(frame, column))
            for frame, columns in frames.items()
            for column, kind in columns.items()
        ]
    )


def schema(asset: str) -> dg.TableSchema:
    """The columns of an asset: a table's, those of its frames, or a collection's."""
    frames = frames_of_the_catalog()
    if asset in models():
        return of_table(asset)
    if asset == "recorded":
        return dg.TableSchema(
            [
                dg.TableColumn(c, DUCKDB_TYPES[kind], _described(asset, c))
                for c, kind in frames[asset][asset].items()
            ]
        )
    if asset == "registry":
        return of_frames({k: frames["catalog"][k] for k in ("source", "rejected")})
    if asset in frames:
        return of_frames(frames[asset])
    return of_frames({k: v for k, v in frames["catalog"].items() if k != "source"})


@cache
def with_lineage(asset: str) -> dg.TableSchema:
    """The columns of an asset, each with what it is made from after its description: Dagster's UI
    keeps column lineage and shows it nowhere."""
    found = schema(asset)
    if asset not in models():
        return found
    origins = made_from(asset)
    columns = [
        dg.TableColumn(
            c.name,
            c.type,
            f"{c.description}\n\n{origins[c.name]}" if c.name in origins else c.description,
            c.constraints,
        )
        for c in found.columns
    ]
    return dg.TableSchema(columns, found.constraints)
