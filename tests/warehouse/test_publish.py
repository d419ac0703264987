"""Publication: declared, commented, gated, replaced in one step, the old file kept."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.broken import Files, broken
from warehouse.changes.since import Since
from warehouse.fill import fill
from warehouse.ledger import keep
from warehouse.publish import BuildInfo, GateFailed, publish
from warehouse.schema import tables
from warehouse.validation import Result, validate_file
from warehouse.validation.run import WRITTEN_BY_PUBLISHING

START = datetime(2026, 1, 1, tzinfo=UTC)
_sound: Files = {}  # built once: no test changes its files
_published: dict[str, Path] = {}


@pytest.fixture
def files(
    warehouse_of: Callable[..., Any],
    a_claim: Callable[..., dict[str, Any]],
    a_contradiction: Callable[..., dict[str, Any]],
) -> Files:
    """A sound warehouse of three claims, two of which contradict."""
    if not _sound:
        claims = [
            a_claim("a/1", low=500, high=500, point=500),
            a_claim("b/1", low=10, high=20),
            a_claim("b/2", low=501, point=500, derives_from="a/1", link="stated"),
        ]
        inferred = a_contradiction("a/1", "b/1", 480, ("b/2", "a/1"))
        _sound.update(warehouse_of(claims, inferred=inferred).files)
    return dict(_sound)


@pytest.fixture
def bad(files: Files) -> Files:
    """The same with wrong hops: a fault that no declaration sees, only a check."""
    return broken(files, "origin", "SELECT * REPLACE (7 AS hops) FROM t")


def build(number: int) -> BuildInfo:
    """The build of a day."""
    return BuildInfo(
        f"build-{number}", START + timedelta(days=number), "0" * 64, "1" * 64, {"duckdb": "2"}
    )


@pytest.fixture
def path(files: Files, tmp_path: Path) -> Path:
    """A published warehouse: made once, a copy for each test."""
    if "path" not in _published:
        _published["path"] = publish(files, tmp_path / "once", build(1)).path
    return Path(shutil.copy(_published["path"], tmp_path / "muster.duckdb"))


@pytest.fixture
def published(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A published warehouse, open as readers open it."""
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


@pytest.fixture
def _no_gate(
    files: Files, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Publication of tables filled in once, without checks and changelog: files are tested."""
    if "filled" not in _published:
        _published["filled"] = tmp_path_factory.mktemp("filled") / "muster.duckdb"
        fill(files, _published["filled"])
    monkeypatch.setattr(
        "warehouse.publish.fill", lambda _files, path: shutil.copy(_published["filled"], path)
    )
    passed = [Result("stub", name, "error", True, 0, [], 3) for name in tables()]
    monkeypatch.setattr("warehouse.publish.validate_file", lambda _path: passed)
    monkeypatch.setattr("warehouse.publish.tell", lambda _out, _built: Since(None))


def test_every_table_and_column_has_its_comment(published: duckdb.DuckDBPyConnection) -> None:
    described = dict(
        published.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall()
    )
    assert described == {t.name: t.description for t in tables().values()}
    columns = published.execute(
        "SELECT table_name, column_name, comment, data_type FROM duckdb_columns() "
        "WHERE NOT internal ORDER BY table_name, column_index"
    ).fetchall()
    assert columns == [
        (name, f.name, f.description, f.duckdb_type)
        for name in sorted(tables())
        for f in tables()[name].fields
    ]


def test_every_macro_is_there_with_its_comment(published: duckdb.DuckDBPyConnection) -> None:
    found = dict(
        published.execute(
            "SELECT function_name, comment FROM duckdb_functions() WHERE NOT internal"
        ).fetchall()
    )
    assert {"known_on", "recorded_on", "why_not", "explain_claim"} <= set(found)
    assert all(found.values())


def test_rows_stand_in_the_order_of_their_keys(published: duckdb.DuckDBPyConnection) -> None:
    ids = [i for (i,) in published.execute("SELECT claim_id FROM claim").fetchall()]
    assert ids == ["a/1", "b/1", "b/2"]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("INSERT INTO claim SELECT * FROM claim LIMIT 1", "primary key"),
        ("UPDATE origin SET root_source_id = 'nobody'", "foreign key"),
        ("UPDATE comparison SET verdict = 'perhaps'", "CHECK"),
        ("UPDATE comparison_by_country SET n_roots = n_claims + 1", "CHECK"),
        ("UPDATE claim SET line = NULL", "NOT NULL"),
        ("DELETE FROM source", "foreign key"),
    ],
)
def test_declared_keys_and_checks_are_enforced(path: Path, statement: str, said: str) -> None:
    with (
        duckdb.connect(str(path)) as connection,
        pytest.raises(duckdb.ConstraintException, match=said),
    ):
        connection.execute(statement)


def test_the_gate_is_recorded_and_wins_over_earlier_results(files: Files, tmp_path: Path) -> None:
    earlier = [
        Result("not_null", "claim", "error", False, 3, ["a/1"], 3),
        Result("of_the_asset", "claim", "warning", False, 1, ["b/1"], 3),
    ]
    done = publish(files, tmp_path, build(1), earlier)
    with duckdb.connect(str(done.path), read_only=True) as connection:
        rows = connection.execute(
            "SELECT check_name, passed, failing_ids FROM check_result WHERE asset = 'claim'"
        ).fetchall()
        made = connection.execute("SELECT build_id, built_at, versions FROM build").fetchall()
    found = {name: (passed, json.loads(ids)) for name, passed, ids in rows}
    assert found["not_null"] == (True, [])
    assert found["of_the_asset"] == (False, ["b/1"])
    assert found["read_a_second_time"] == (False, ["a/1", "b/1", "b/2"])
    assert made == [("build-1", datetime(2026, 1, 2), '{"duckdb": "2"}')]
    assert {(r.asset, r.check_name) for r in done.results} >= {("claim", name) for name in found}


def test_the_gate_reads_a_published_file(path: Path) -> None:
    results = validate_file(path)
    assert {r.asset for r in results} == set(tables()) - WRITTEN_BY_PUBLISHING
    assert {r.check_name for r in results if not r.passed} == {"read_a_second_time"}


def test_a_failed_gate_leaves_the_old_file_byte_for_byte(
    bad: Files, path: Path, tmp_path: Path
) -> None:
    before = path.read_bytes()
    with pytest.raises(GateFailed, match=r"origin\.root_is_its_own_root: 2 of 3 rows.*a/1, b/1"):
        publish(bad, tmp_path, build(2))
    assert path.read_bytes() == before
    assert not (tmp_path / "versions").exists()


def test_a_refused_build_can_be_looked_at_until_the_next_good_one(
    files: Files, bad: Files, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(GateFailed) as refused:
        publish(bad, tmp_path, build(1))
    assert not (tmp_path / "muster.duckdb").exists()
    left = refused.value.left_at
    assert left is not None
    with duckdb.connect(str(left), read_only=True) as connection:
        rows = connection.execute(
            "SELECT failing_ids FROM check_result "
            "WHERE NOT passed AND check_name = 'root_is_its_own_root'"
        ).fetchall()
    assert rows == [('["a/1", "b/1"]',)]
    request.getfixturevalue("_no_gate")
    publish(files, tmp_path, build(2))
    assert not left.exists()


def test_rows_that_break_a_declaration_are_all_named(files: Files, tmp_path: Path) -> None:
    bad = broken(
        files, "claim", "SELECT * REPLACE (NULL::VARCHAR AS says, 'boats' AS basis) FROM t"
    )
    with pytest.raises(GateFailed) as refused:
        publish(bad, tmp_path, build(1))
    named = {r.check_name: r.failing_ids for r in refused.value.results if r.asset == "claim"}
    assert named == {"not_null": ["a/1", "b/1", "b/2"], "known_values": ["a/1", "b/1", "b/2"]}
    assert not list(tmp_path.glob(".muster.*"))


@pytest.mark.usefixtures("_no_gate")
def test_an_earlier_check_that_failed_keeps_the_build_back(files: Files, tmp_path: Path) -> None:
    earlier = [Result("of_the_asset", "claim", "error", False, 1, ["b/1"], 3)]
    with pytest.raises(GateFailed, match=r"claim\.of_the_asset"):
        publish(files, tmp_path, build(1), earlier)


def test_a_table_without_a_file_is_an_error(files: Files, tmp_path: Path) -> None:
    del files["origin"]
    with pytest.raises(KeyError, match="origin"):
        publish(files, tmp_path, build(1))


@pytest.mark.usefixtures("_no_gate")
def test_the_last_versions_are_kept_by_the_time_of_their_build(
    files: Files, tmp_path: Path
) -> None:
    kept = [publish(files, tmp_path, build(n), keep=2).kept for n in range(1, 5)]
    assert kept[0] is None
    assert kept[1] is not None
    assert not kept[1].exists()
    assert sorted((tmp_path / "versions").glob("*.duckdb")) == kept[2:]
    built = []
    for path in (*kept[2:], tmp_path / "muster.duckdb"):
        with duckdb.connect(str(path), read_only=True) as connection:
            built += connection.execute("SELECT build_id FROM build").fetchall()
    assert built == [("build-2",), ("build-3",), ("build-4",)]


@pytest.mark.usefixtures("_no_gate")
def test_a_file_made_by_other_hands_is_kept_too(files: Files, tmp_path: Path) -> None:
    (tmp_path / "muster.duckdb").write_bytes(b"no database")
    kept = publish(files, tmp_path, build(1)).kept
    assert kept is not None
    assert kept.read_bytes() == b"no database"


@pytest.mark.usefixtures("_no_gate")
def test_a_log_left_by_a_writer_goes_with_the_file_it_belongs_to(
    files: Files, tmp_path: Path
) -> None:
    path = publish(files, tmp_path, build(1)).path
    log = path.with_name("muster.duckdb.wal")
    log.write_bytes(b"")
    kept = publish(files, tmp_path, build(2)).kept
    assert kept is not None
    assert not log.exists()
    assert kept.with_name(kept.name + ".wal").exists()


@pytest.mark.usefixtures("_no_gate")
def test_what_killed_builds_left_is_removed(files: Files, tmp_path: Path) -> None:
    for name in (".muster.1.duckdb", ".muster.1.duckdb.wal"):
        (tmp_path / name).write_bytes(b"half")
    (tmp_path / ".muster.1.duckdb.tmp").mkdir()
    publish(files, tmp_path, build(1))
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        ".publish.lock",
        "ledger",
        "muster.duckdb",
        "versions",
    ]


@pytest.mark.usefixtures("_no_gate")
def test_a_reader_goes_on_with_the_file_that_it_opened(files: Files, tmp_path: Path) -> None:
    path = publish(files, tmp_path, build(1)).path
    with duckdb.connect(str(path), read_only=True) as reader:
        publish(files, tmp_path, build(2))
        publish(files, tmp_path, build(3))
        assert reader.execute("SELECT build_id FROM build").fetchall() == [("build-1",)]
    with duckdb.connect(str(path), read_only=True) as reader:
        assert reader.execute("SELECT build_id FROM build").fetchall() == [("build-3",)]
    assert [p.name.split("Z-")[1] for p in sorted((tmp_path / "versions").glob("*.duckdb"))] == [
        "build-1.duckdb",
        "build-2.duckdb",
    ]


@pytest.mark.usefixtures("_no_gate")
def test_a_ledger_that_cannot_be_written_does_not_take_the_publication_back(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right, looked = keep.caught_up, []

    def full_after_publishing(out: Path) -> keep.Ledger:
        looked.append(out)
        if len(looked) == 2:
            raise OSError("no space left")
        return right(out)

    monkeypatch.setattr(keep, "caught_up", full_after_publishing)
    done = publish(files, tmp_path, build(1))
    assert done.ledger_lags == (
        "the ledger of claims lags behind the published file until the next build: no space left"
    )
    assert done.path.exists()
    assert not right(tmp_path).warnings
    assert publish(files, tmp_path, build(2)).ledger_lags is None
    assert len(list((tmp_path / "ledger").glob("*.parquet"))) == 1


@pytest.mark.usefixtures("_no_gate")
def test_a_build_that_another_one_overtook_is_not_published(files: Files, tmp_path: Path) -> None:
    publish(files, tmp_path, build(1))
    later = "SELECT * REPLACE ('build-9' AS build_id, 'other' AS content_sha256) FROM t"
    with pytest.raises(keep.Overtaken, match="build-0 was published after this one had read"):
        publish(broken(files, "claim_version", later), tmp_path, build(2))
    with duckdb.connect(str(tmp_path / "muster.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT build_id FROM build").fetchall() == [("build-1",)]
