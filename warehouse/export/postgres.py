"""muster.sql: the tables for a PostgreSQL server, loaded by `psql -f` in one transaction.

The schema `muster` is filled beside and takes the old one's place by its name. How a row is written
stands in postgres_rows.py; what readers should know of it, in docs/readers.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from warehouse.declare import allowed, comments, keys
from warehouse.engine import identifier, quoted
from warehouse.export.about import NAME, About
from warehouse.export.postgres_rows import lines
from warehouse.schema import DUCKDB_TYPES, Field, Table, tables

FILE = f"{NAME}.sql"
NEXT, BEFORE = f"{NAME}_next", f"{NAME}_before"
MARK = "Published by Muster, build "  # of a schema that a load may replace
TYPES = DUCKDB_TYPES | {"number": "DOUBLE PRECISION"}

# Readers are never waited for: what goes is the build before the one they read. A load that cannot
# have its tables within a minute gives up, and nothing has changed. Rows are frozen, so that a
# transaction older than they are sees all of them, and not none.
BEGIN = f"""\
\\set ON_ERROR_STOP on
\\set QUIET on
\\encoding UTF8
BEGIN;
SET LOCAL lock_timeout = '60s';
SET LOCAL client_min_messages = warning;
SET LOCAL standard_conforming_strings = on;
DO $$
DECLARE
    other text;
    old text;
BEGIN
    SELECT nspname INTO other FROM pg_namespace
    WHERE nspname IN ('{NAME}', '{BEFORE}', '{NEXT}')
        AND coalesce(obj_description(oid, 'pg_namespace'), '') NOT LIKE '{MARK}%';
    IF other IS NOT NULL THEN
        RAISE EXCEPTION 'the schema % is not of Muster''s making and is left as it is', other;
    END IF;
    SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') INTO old
    FROM pg_tables WHERE schemaname = '{BEFORE}';
    IF old IS NOT NULL THEN
        EXECUTE 'DROP TABLE ' || old;
    END IF;
END
$$;
DROP SCHEMA IF EXISTS {BEFORE};
CREATE SCHEMA {NEXT};
SET LOCAL search_path = {NEXT};
"""
# `psql -v reader=ROLE` lets a role read: a new schema has no rights of the old one.
END = f"""\
\\if :{{?reader}}
GRANT USAGE ON SCHEMA {NEXT} TO :"reader";
GRANT SELECT ON ALL TABLES IN SCHEMA {NEXT} TO :"reader";
\\endif
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = '{NAME}') THEN
        ALTER SCHEMA {NAME} RENAME TO {BEFORE};
    END IF;
END
$$;
ALTER SCHEMA {NEXT} RENAME TO {NAME};
COMMIT;
"""


def write_postgres(connection: duckdb.DuckDBPyConnection, about: About, root: Path) -> None:
    """Write ROOT/muster.sql, which `psql` loads into a database whose encoding is UTF-8.

    Types, keys, checks and comments are those of tables/, and each foreign key has an index.
    """
    every = list(tables().values())
    with (root / FILE).open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"-- {about.title}, {about.version}\n{BEGIN}")
        told = quoted(f"{MARK}{about.build.build_id} of {about.created}")
        file.write(f"COMMENT ON SCHEMA {NEXT} IS {told};\n")
        for table in every:
            file.write(f"{_create(table)};\n")
            columns = ", ".join(identifier(c) for c in table.columns)
            name = identifier(table.name)
            file.write(f"COPY {name} ({columns}) FROM STDIN WITH (FREEZE);\n")
            file.writelines(lines(connection, table))
            file.write("\\.\n")
        for table in every:
            file.writelines(f"{statement};\n" for statement in _declared(table))
        file.writelines(f"ANALYZE {identifier(t.name)};\n" for t in every)
        file.write(END)


def _create(table: Table) -> str:
    """The columns alone: keys are cheaper to declare of rows that are there."""
    parts = [_column(f) for f in table.fields] + [f"CHECK ({rule})" for rule in table.checks]
    return f"CREATE TABLE {identifier(table.name)} ({', '.join(parts)})"


def _column(field: Field) -> str:
    values = allowed(field)
    return (
        f"{identifier(field.name)} {TYPES[field.type]}{' NOT NULL' if field.required else ''}"
        f"{f' CHECK ({values})' if values else ''}"
    )


def _declared(table: Table) -> Iterator[str]:
    """Keys, the indexes of foreign keys, comments; the tables that they point to come before."""
    name = identifier(table.name)
    for key in keys(table):
        yield f"ALTER TABLE {name} ADD {key}"
    for column in dict.fromkeys(k.column for k in table.foreign_keys):
        if column != table.primary_key[0]:  # of that one there is an index already
            yield f"CREATE INDEX ON {name} ({identifier(column)})"
    yield from comments(table)
