"""Queries that want more than answers: each is tried on a real file, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from warehouse.reading import may_ask, reader, within_memory

ROOT = Path(__file__).parents[2]
SECRET = "the-secret-words"


@dataclass
class Place:
    """A folder with a published file, and beside it what nobody may read or change."""

    folder: Path
    connection: duckdb.DuckDBPyConnection

    @property
    def warehouse(self) -> Path:
        return self.folder / "muster.duckdb"

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }

    def ask(self, query: str) -> str | None:
        """What a query gives, in words; None where it is refused."""
        try:
            if not may_ask(self.connection, query):
                return None
            return str(self.connection.execute(query).fetchmany(3))
        except duckdb.Error:
            return None


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("attacked")
    with duckdb.connect(str(folder / "muster.duckdb")) as connection:
        connection.execute("CREATE TABLE claim AS SELECT 'a' AS claim_id, 1500 AS low")
        connection.execute(f"COPY (SELECT '{SECRET}' AS a) TO '{folder}/s.parquet'")
    for name in ("s.csv", "s.json", "s.txt", "s.sql"):
        (folder / name).write_text(f'"a"\n"{SECRET}"\n')
    (folder / "muster.duckdb.tmp").mkdir()
    with reader(folder / "muster.duckdb") as connection:
        yield Place(folder, connection)


CHANGES = [
    "CREATE TABLE x AS SELECT 1", "CREATE TEMP TABLE x AS SELECT 1", "CREATE VIEW v AS SELECT 1",
    "CREATE OR REPLACE TEMP VIEW claim AS SELECT 1", "CREATE MACRO m() AS 1", "DROP TABLE claim",
    "INSERT INTO claim VALUES ('b', 1)", "UPDATE claim SET low = 1", "DELETE FROM claim",
    "ALTER TABLE claim ADD COLUMN x INT", "COMMENT ON TABLE claim IS 'x'", "CHECKPOINT", "VACUUM",
    "BEGIN", "PREPARE q AS SELECT 1", "EXECUTE q", "SET VARIABLE x = 1",
    "TRUNCATE claim", "MERGE INTO claim USING claim AS c ON true WHEN MATCHED THEN DELETE",
    "WITH x AS (PIVOT claim ON claim_id USING sum(low)) DELETE FROM claim",
    "ATTACH '{f}/x.duckdb'", "ATTACH ':memory:' AS x", "ATTACH '{f}/muster.duckdb' AS y",
    "DETACH muster", "USE memory", "INSTALL httpfs", "LOAD httpfs", "FORCE INSTALL json",
    "LOAD '{f}/s.csv'", "UPDATE EXTENSIONS", "IMPORT DATABASE '{f}'", "EXPORT DATABASE '{f}/x'",
    "COPY claim FROM '{f}/s.csv'", "COPY FROM DATABASE muster TO x", "CONNECT 'x'",
    "CREATE SECRET s (TYPE http, BEARER_TOKEN 'x')", "CREATE PERSISTENT SECRET s (TYPE s3)",
    "CALL enable_logging(storage = 'file', storage_path = '{f}/log')",
    "EXPLAIN ANALYZE DELETE FROM claim", "SELECT 1; DELETE FROM claim", ".shell ls", "\\! ls",
]  # fmt: skip
COPIES = [
    "COPY {what} TO '{to}'",
    "EXPLAIN ANALYZE COPY {what} TO '{to}'",
    "EXPLAIN (ANALYZE) COPY {what} TO '{to}'",
    "EXPLAIN (ANALYZE, FORMAT json) COPY {what} TO '{to}'",
    "explain /* */ analyze copy {what} to '{to}'",
    "EXPLAIN -- \n ANALYZE COPY {what} TO '{to}'",
    "/* SELECT */ COPY {what} TO '{to}'",
    "-- SELECT 1\nCOPY {what} TO '{to}'",
    "SELECT 1; COPY {what} TO '{to}'",
    "PREPARE q AS COPY {what} TO '{to}'",
    "FROM query('COPY {what} TO ''{to}''')",
]
TARGETS = [
    "x.csv", "x.parquet", "muster.duckdb", "muster.duckdb.wal", "muster.duckdb.wal.recovery",
    "muster.duckdb.wal.checkpoint", "muster.duckdb.tmp/x", "muster.duckdb.tmp/../x", "s.csv",
]  # fmt: skip
WHATS = ["claim", "(SELECT 1)", "(PIVOT claim ON claim_id USING sum(low))"]
READS = [
    "FROM '{f}/s.csv'", "FROM '{f}/s.parquet'", "FROM \"{f}/s.json\"", "FROM '{f}/*.csv'",
    "SUMMARIZE '{f}/s.csv'", "DESCRIBE '{f}/s.csv'", "DESCRIBE FROM read_csv('{f}/s.csv')",
    "PIVOT '{f}/s.csv' ON a USING count(*)", "WITH x AS (FROM '{f}/s.csv') FROM x",
    "EXPLAIN ANALYZE FROM '{f}/s.csv'", "FROM query('FROM read_text(''{f}/s.txt'')')",
    "FROM query_table('{f}/s.csv')", "FROM read_text(['{f}/s.txt'])", "SELECT getenv('SECRET')",
    "FROM json_execute_serialized_sql(json_serialize_sql('FROM read_text(''{f}/s.txt'')'))",
    "FROM read_csv('{f}/muster.duckdb.tmp/../s.csv')", "FROM read_csv('file://{f}/s.csv')",
    "FROM 'http://127.0.0.1:1/x.csv'", "FROM read_parquet('s3://b/k')", "FROM place", "FROM sys",
    "FROM duckdb_secrets()", "FROM which_secret('s3://x', 's3')",
]  # fmt: skip
ANSWERS = [
    "FROM claim", "SHOW TABLES", "DESCRIBE claim", "SUMMARIZE claim", "EXPLAIN FROM claim",
    "EXPLAIN ANALYZE SELECT * FROM claim", "PIVOT claim ON claim_id USING sum(low)",
    "PRAGMA table_info('claim')", "VALUES (1)", "(SELECT 1) UNION ALL (SELECT 2)", "TABLE claim",
    "-- a comment\nSELECT 1", "SELECT 1;", "WITH RECURSIVE t AS (SELECT 1) FROM t",
]  # fmt: skip


@pytest.mark.parametrize("query", ANSWERS)
def test_what_only_asks_is_answered(place: Place, query: str) -> None:
    assert place.ask(query) is not None


def test_nothing_can_be_changed_attached_installed_or_loaded(place: Place) -> None:
    before = place.files()
    for attack in CHANGES:
        assert place.ask(attack.replace("{f}", str(place.folder))) is None, attack
    assert place.files() == before


def test_nothing_can_be_written_beside_the_file_not_even_its_log(place: Place) -> None:
    before = place.files()
    for form in COPIES:
        for what in WHATS:
            for target in TARGETS:
                attack = form.format(what=what, to=place.folder / target)
                assert place.ask(attack) is None, attack
    assert place.files() == before


def test_no_file_can_be_read_and_no_variable_of_the_environment(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", SECRET)
    for attack in READS:
        assert SECRET not in (place.ask(attack.replace("{f}", str(place.folder))) or ""), attack


def test_no_function_of_this_duckdb_gives_away_a_file_or_makes_one(place: Place) -> None:
    """Every function that takes a text, those of later versions too, given paths."""
    before = place.files()
    named = place.connection.execute(
        "SELECT DISTINCT function_name, function_type, len(parameters) FROM duckdb_functions() "
        "WHERE function_type IN ('table', 'scalar', 'pragma', 'table_macro') "
        "AND len(parameters) BETWEEN 1 AND 3 AND regexp_matches(function_name, '^[a-z_0-9]+$') "
        "AND function_name NOT IN ('pg_sleep', 'sleep_ms', 'repeat')"
    ).fetchall()
    assert len(named) > 400
    for name, kind, many in named:
        if kind == "scalar" and not any(
            part in name for part in ("file", "read", "path", "glob", "blob", "load", "write")
        ):
            continue
        for file in ("s.csv", "s.txt", "s.parquet", "s.json", "new"):
            path = f"'{place.folder / file}'"
            given = ", ".join([path] * (1 if kind == "pragma" else many))
            start = {"scalar": "SELECT ", "pragma": "PRAGMA "}.get(kind, "FROM ")
            told = place.ask(f"{start}{name}({given})") or ""
            assert SECRET not in told, (name, file)
    assert place.files() == before


def test_no_setting_can_be_changed_but_where_names_are_looked_up(place: Place) -> None:
    for (name,) in place.connection.execute("SELECT name FROM duckdb_settings()").fetchall():
        for attack in (f"SET {name} = '1'", f"SET GLOBAL {name} = true", f"RESET {name}"):
            assert place.ask(attack) is None, attack
        if name not in ("schema", "search_path"):  # of this connection alone
            with pytest.raises(duckdb.Error):
                place.connection.execute(f"PRAGMA {name} = '1'")


@pytest.mark.skipif(sys.platform != "linux", reason="addresses are bounded on Linux alone")
@pytest.mark.parametrize(
    "greedy",
    [
        "SELECT repeat('x', 2000000000)",
        "SELECT list_sum(range(1000000000))",
        "SELECT string_agg(range::VARCHAR || repeat('x', 100000)) FROM range(1000000)",
    ],
)
def test_a_query_that_asks_for_all_memory_fails_alone(place: Place, greedy: str) -> None:
    with within_memory(1 << 30), pytest.raises((duckdb.Error, MemoryError)):
        place.connection.execute(greedy).fetchall()
    assert place.ask("FROM claim") == "[('a', 1500)]"
    assert not list((place.folder / "muster.duckdb.tmp").iterdir())


ENDLESS = "SELECT count(*) FROM range(10000000) a, range(10000000) b"


def _running(folder: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "pipelines.cli", "sql", ENDLESS, "--out", str(folder), *options],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        # What a shell starts in the background ignores the key, and so do all whom that starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip


def test_a_query_that_never_ends_is_stopped(place: Place) -> None:
    process = _running(place.folder, "--seconds", "1")
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (2, "error: stopped after 1 s (--seconds allows more)\n")


def test_ctrl_c_ends_a_query_however_early_it_is_pressed(place: Place) -> None:
    process = _running(place.folder)
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        time.sleep(0.7)
        process.send_signal(signal.SIGINT)
    ended = process.poll()
    process.kill()
    process.communicate()
    assert ended
