"""Checks made from the table definitions: columns, required values, keys, known values, references.

What is told in tables/ is not repeated here. Each kind of rule is one check per table, so that a
handful of names stands beside a table and not one for every column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from warehouse.declare import allowed
from warehouse.engine import identifier, quoted
from warehouse.schema import Table
from warehouse.validation.check import Check

# What a column may be in DuckDB for each type of Table Schema: Parquet made from pandas may hold
# narrower integers or other units of time; publishing casts them without loss.
FAMILIES = {
    "string": ("VARCHAR",),
    "integer": ("BIGINT", "INTEGER", "SMALLINT", "TINYINT"),
    "number": ("DOUBLE", "FLOAT", "BIGINT", "INTEGER"),
    "boolean": ("BOOLEAN",),
    "date": ("DATE",),
    "datetime": ("TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMP_MS", "TIMESTAMP_S"),
}


def _failing(table: Table, broken: Iterable[tuple[str, str]]) -> str:
    """Rows for which one of the conditions holds, with the names of those that do."""
    key = ", ".join(f"b.{identifier(k)}" for k in table.primary_key)
    cases = ", ".join(f"CASE WHEN {test} THEN {quoted(name)} END" for name, test in broken)
    return (
        f"SELECT * FROM (SELECT {key}, concat_ws(', ', {cases}) AS problem FROM b) "
        "WHERE problem <> ''"
    )


def _columns(table: Table) -> Check:
    expected = ", ".join(
        f"({n}, {quoted(f.name)}, [{', '.join(map(quoted, FAMILIES[f.type]))}])"
        for n, f in enumerate(table.fields, 1)
    )
    query = f"""
        SELECT coalesce(name, column_name) AS column_name,
            CASE
                WHEN name IS NULL THEN 'not defined'
                WHEN column_name IS NULL THEN 'missing'
                WHEN place <> expected_place THEN 'out of order'
                ELSE column_type || ', not ' || types[1]
            END AS problem
        FROM (
            SELECT *,
                row_number() OVER (PARTITION BY name IS NULL, column_name IS NULL ORDER BY n)
                    AS expected_place,
                row_number() OVER (PARTITION BY name IS NULL, column_name IS NULL ORDER BY found_n)
                    AS place
            FROM (VALUES {expected}) AS e (n, name, types)
            FULL JOIN (
                SELECT row_number() OVER () AS found_n, column_name, column_type
                FROM (DESCRIBE FROM b)
            ) AS f ON f.column_name = e.name
        )
        WHERE name IS NULL OR column_name IS NULL OR place <> expected_place
            OR NOT list_contains(types, column_type)"""
    return Check("columns", table.name, "error", "The columns, their order and their types.", query)


def _not_null(table: Table) -> Check | None:
    required = [f.name for f in table.fields if f.required]
    tests = [(name, f"b.{identifier(name)} IS NULL") for name in required]
    told = "Required values are there."
    return Check("not_null", table.name, "error", told, _failing(table, tests)) if tests else None


def _unique_key(table: Table) -> Check:
    key = ", ".join(identifier(k) for k in table.primary_key)
    query = (
        f"SELECT {key}, count(*) || ' rows' AS problem FROM b GROUP BY {key} HAVING count(*) > 1"
    )
    return Check("unique_key", table.name, "error", "The primary key names one row.", query)


def _known_values(table: Table) -> Check | None:
    tests = []
    for field in table.fields:
        if (told := allowed(field)) is not None:
            tests.append((field.name, f"NOT ({told})"))
    if not tests:
        return None
    description = "Values are among those listed, and numbers no smaller than allowed."
    return Check("known_values", table.name, "error", description, _failing(table, tests))


def _references(table: Table) -> Check | None:
    if not table.foreign_keys:
        return None
    tests = [
        (
            f"{k.column} unknown to {k.table}",
            f"b.{identifier(k.column)} IS NOT NULL AND b.{identifier(k.column)} NOT IN "
            f"(SELECT r.{identifier(k.target)} FROM {identifier(k.table)} AS r "
            f"WHERE r.{identifier(k.target)} IS NOT NULL)",
        )
        for k in table.foreign_keys
    ]
    return Check(
        "references",
        table.name,
        "error",
        "What a column refers to exists in the other table.",
        _failing(table, tests),
        tuple(dict.fromkeys(k.table for k in table.foreign_keys)),
    )


def _row_rules(table: Table) -> Check | None:
    if not table.checks:
        return None
    tests = [(rule, f"NOT ({rule})") for rule in table.checks]
    description = f"Each row keeps: {'; '.join(table.checks)}."
    return Check("row_rules", table.name, "error", description, _failing(table, tests))


def generated(table: Table) -> Iterator[Check]:
    """The checks that follow from a table's definition."""
    made = (_columns, _not_null, _unique_key, _known_values, _references, _row_rules)
    for make in made:
        if (check := make(table)) is not None:
            yield check
