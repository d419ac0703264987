"""The published file's declarations in DuckDB's words: tables, keys, checks, comments, macros.

What they say stands in tables/ and macros/; what is put into the tables, in publish.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from warehouse.engine import identifier, quoted
from warehouse.schema import Field, Table

MACROS = Path(__file__).parent / "macros"


def allowed(field: Field) -> str | None:
    """What the constraints on a column's values say, in SQL; null where they say nothing."""
    name, parts = identifier(field.name), []
    if "enum" in field.constraints:
        parts.append(f"{name} IN ({', '.join(quoted(v) for v in field.constraints['enum'])})")
    if "minimum" in field.constraints:
        parts.append(f"{name} >= {field.constraints['minimum']}")
    return " AND ".join(parts) or None


def _column(field: Field) -> str:
    required = " NOT NULL" if field.required else ""
    values = allowed(field)
    check = f" CHECK ({values})" if values else ""
    return f"{identifier(field.name)} {field.duckdb_type}{required}{check}"


def keys(table: Table) -> list[str]:
    """The primary key and the foreign keys, as constraints of a table."""
    key = ", ".join(identifier(k) for k in table.primary_key)
    return [
        f"PRIMARY KEY ({key})",
        *(
            f"FOREIGN KEY ({identifier(k.column)}) "
            f"REFERENCES {identifier(k.table)} ({identifier(k.target)})"
            for k in table.foreign_keys
        ),
    ]


def create_table(table: Table) -> str:
    """CREATE TABLE with types, NOT NULL, CHECK, and keys unless they are left to the gate."""
    parts = [_column(f) for f in table.fields]
    parts += keys(table) if table.declare_keys else []
    parts += [f"CHECK ({rule})" for rule in table.checks]
    return f"CREATE TABLE {identifier(table.name)} ({', '.join(parts)})"


def comments(table: Table) -> Iterator[str]:
    """COMMENT ON the table and on each of its columns."""
    name = identifier(table.name)
    yield f"COMMENT ON TABLE {name} IS {quoted(table.description)}"
    for field in table.fields:
        column = f"{name}.{identifier(field.name)}"
        yield f"COMMENT ON COLUMN {column} IS {quoted(field.description)}"


def _told(sql: str) -> str:
    """The comment at the head of a macro's file, which becomes the macro's."""
    lines: list[str] = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return " ".join(lines)


def create_macros(connection: duckdb.DuckDBPyConnection, folder: Path = MACROS) -> None:
    """Run the macro files in the order of their names: one CREATE MACRO each, named as the file.

    Raises `ValueError` where a file makes no macro of its name.
    """
    texts = {p.stem: p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.sql"))}
    for sql in texts.values():
        connection.execute(sql)
    made = connection.execute(
        "SELECT DISTINCT function_name, function_type FROM duckdb_functions() WHERE NOT internal"
    ).fetchall()
    kinds = {name: "MACRO TABLE" if kind == "table_macro" else "MACRO" for name, kind in made}
    for name, sql in texts.items():
        if name not in kinds:
            raise ValueError(f"{name}.sql makes no macro named {name}")
        connection.execute(f"COMMENT ON {kinds[name]} {identifier(name)} IS {quoted(_told(sql))}")
