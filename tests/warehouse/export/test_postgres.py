"""muster.sql against a real PostgreSQL: what arrives, how it is replaced, what is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, inspect

from benchmarks.readers.servers import Postgres, postgres
from tests.engines import engine, program
from warehouse.export.export import export
from warehouse.export.postgres_rows import lines
from warehouse.schema import Field, Table, tables

psycopg2 = engine("psycopg2")
program("postgres")

FEW = ("source", "build")  # tables of a load that is over at once


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with postgres() as running:
        yield running


@pytest.fixture(scope="module")
def loaded(
    server: Postgres, published: duckdb.DuckDBPyConnection,
    tmp_path_factory: pytest.TempPathFactory,
) -> Postgres:  # fmt: skip
    """The server with the small catalog in it, readable by a role; no test changes it."""
    folder = tmp_path_factory.mktemp("script") / "export"
    export(published, folder, ["postgres"])
    _run(server, "CREATE ROLE analysts LOGIN")
    done = server.load(folder / "muster.sql", "-v", "reader=analysts")
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")
    return server


@pytest.fixture
def database(server: Postgres) -> Iterator[Postgres]:
    """An empty database of the same server."""
    _run(server, "CREATE DATABASE other TEMPLATE template0")
    yield _Other(server.port, server.process)
    _run(server, "DROP DATABASE other WITH (FORCE)")


class _Other(Postgres):
    @property
    def address(self) -> str:
        return super().address.replace("/postgres", "/other")


@pytest.fixture
def few(
    published: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Path]:
    """Writes the script of a build that is called so, of few tables."""
    chosen = {name: tables()[name] for name in FEW}
    monkeypatch.setattr("warehouse.export.postgres.tables", lambda: chosen)
    export(published, tmp_path / "export", ["postgres"])
    script = tmp_path / "export" / "muster.sql"
    text = script.read_text("utf-8")
    ((real,),) = published.execute("SELECT build_id FROM build").fetchall()

    def write(build: str) -> Path:
        script.write_text(text.replace(real, build), "utf-8")
        return script

    return write


def _run(server: Postgres, statement: str, user: str = "muster") -> list[tuple[Any, ...]]:
    connection = psycopg2.connect(server.address.replace("muster@", f"{user}@"))
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []
    finally:
        connection.close()


@pytest.mark.parametrize("name", sorted(tables()))
def test_every_row_arrives(
    name: str, loaded: Postgres, published: duckdb.DuckDBPyConnection
) -> None:
    columns = ", ".join(f'"{c}"' for c in tables()[name].columns)
    expected = published.execute(f"SELECT {columns} FROM {name}").fetchall()
    found = _run(loaded, f"SELECT {columns} FROM muster.{name}")
    assert sorted(found, key=repr) == sorted(expected, key=repr)


def test_a_client_of_sqlalchemy_finds_keys_and_comments(loaded: Postgres) -> None:
    seen = inspect(create_engine(loaded.address.replace("postgresql:", "postgresql+psycopg2:")))
    assert set(seen.get_table_names("muster")) == set(tables())
    columns = seen.get_multi_columns("muster")
    keys, foreign = seen.get_multi_pk_constraint("muster"), seen.get_multi_foreign_keys("muster")
    comments = seen.get_multi_table_comment("muster")
    for name, table in tables().items():
        told = columns["muster", name]
        assert [(c["name"], c["comment"], not c["nullable"]) for c in told] == [
            (f.name, f.description, f.required or f.name in table.primary_key) for f in table.fields
        ]
        assert keys["muster", name]["constrained_columns"] == list(table.primary_key)
        pointing = {
            (k["constrained_columns"][0], k["referred_table"]) for k in foreign["muster", name]
        }
        assert pointing == {(k.column, k.table) for k in table.foreign_keys}
        assert comments["muster", name]["text"] == table.description


def test_a_role_that_may_read_may_do_nothing_else(loaded: Postgres) -> None:
    assert _run(loaded, "SELECT count(*) > 0 FROM muster.claim", "analysts") == [(True,)]
    for forbidden in ("DELETE FROM muster.claim", "CREATE TABLE muster.own (i int)"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            _run(loaded, forbidden, "analysts")


def test_a_build_takes_the_place_of_another_under_its_readers(
    database: Postgres, few: Callable[[str], Path]
) -> None:
    assert database.load(few("first")).returncode == 0
    held = psycopg2.connect(database.address)  # asks, and keeps its transaction open
    older = psycopg2.connect(database.address)  # began before, and has asked nothing of the tables
    older.set_session(isolation_level="REPEATABLE READ")
    with held.cursor() as asking, older.cursor() as waiting:
        waiting.execute("SELECT 1")
        asking.execute("SELECT build_id FROM muster.build")
        done = database.load(few("second"))
        assert (done.returncode, done.stderr) == (0, "")
        assert asking.fetchall() == [("first",)]
        asking.execute("SELECT count(*) FROM muster_before.source")
        waiting.execute("SELECT b.build_id, count(*) FROM muster.build b, muster.source GROUP BY 1")
        assert waiting.fetchall() == [("second", *asking.fetchone())]
    held.close()
    older.close()
    assert database.load(few("third")).returncode == 0
    assert _run(database, "SELECT build_id FROM muster.build") == [("third",)]
    assert _run(database, "SELECT build_id FROM muster_before.build") == [("second",)]


def test_a_load_that_fails_changes_nothing(database: Postgres, few: Callable[[str], Path]) -> None:
    assert database.load(few("first")).returncode == 0
    script = few("second")
    text = script.read_text(encoding="utf-8")
    for broken in (text.replace("ANALYZE", "ANALYSE_NOT", 1), text[: text.index("ANALYZE")]):
        script.write_text(broken, encoding="utf-8")
        database.load(script)
        assert _run(database, "SELECT build_id FROM muster.build") == [("first",)]
    assert _run(database, "SELECT count(*) FROM pg_namespace WHERE nspname = 'muster_next'") == [
        (0,)
    ]


def test_what_others_made_is_left_alone(database: Postgres, few: Callable[[str], Path]) -> None:
    _run(database, "CREATE SCHEMA muster; CREATE TABLE muster.thesis (page text)")
    done = database.load(few("first"))
    assert done.returncode == 3
    assert "the schema muster is not of Muster's making and is left as it is" in done.stderr
    assert _run(database, "SELECT count(*) FROM muster.thesis") == [(0,)]
    _run(database, "DROP SCHEMA muster CASCADE")
    assert database.load(few("first")).returncode == 0
    _run(database, "CREATE VIEW mine AS SELECT * FROM muster.source")
    assert database.load(few("second")).returncode == 0
    refused = database.load(few("third"))
    assert "other objects depend on" in refused.stderr
    assert _run(database, "SELECT build_id FROM muster.build") == [("second",)]


# PostgreSQL keeps no NUL in a text; a lone surrogate is no text in UTF-8.
TEXTS = st.one_of(
    st.none(), st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0")),
    st.sampled_from(["", "\\.", "\n\\.\n", "\\N", "a\tb", "\r\n", ":reader", "'; DROP", "$$"]),
)  # fmt: skip


@settings(max_examples=5)
@given(st.lists(TEXTS, max_size=30))
def test_no_text_is_changed_on_its_way_or_ends_the_rows(
    server: Postgres, tmp_path_factory: pytest.TempPathFactory, texts: list[str | None]
) -> None:
    table = Table(
        "told", "", "", (Field("id", "integer", ""), Field("text", "string", "")), ("id",)
    )
    rows = list(enumerate(texts))
    script = tmp_path_factory.mktemp("texts") / "texts.sql"
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE told AS "
            "SELECT unnest(range(len($1))) AS id, unnest($1::VARCHAR[]) AS text",
            [texts],
        )
        script.write_text(
            "\\set ON_ERROR_STOP on\n\\encoding UTF8\nDROP TABLE IF EXISTS told;\n"
            "CREATE TABLE told (id bigint, text text);\nCOPY told FROM STDIN;\n"
            + "".join(lines(connection, table)) + "\\.\n", encoding="utf-8", newline="\n",
        )  # fmt: skip
    done = server.load(script, "-q")
    assert done.returncode == 0, done.stderr
    assert _run(server, "SELECT id, text FROM told ORDER BY id") == rows
