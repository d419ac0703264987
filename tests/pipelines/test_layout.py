"""Folders of results that another Muster made: brought up to date, or refused in one sentence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from pipelines import layout
from pipelines.build import build
from pipelines.cli import main
from pipelines.settings import Settings

READING = (
    ("compare",), ("compare", "--known-on", "2025-06-01"), ("compare", "--rules"), ("conflicts",),
    ("explain", "gazette-first/cubans"), ("sources",),
)  # fmt: skip


def muster(out: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--out", str(out)])


def refused(out: Path, *arguments: str) -> str:
    """The sentence with which a command ends; it prints nothing else."""
    result = muster(out, *arguments)
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    return line.removeprefix("Error: ")


def hashes(out: Path) -> list[tuple[str, str]]:
    with duckdb.connect(str(out / "muster.duckdb"), read_only=True) as connection:
        return connection.execute("SELECT table_name, sha256 FROM content").fetchall()


def made_old(out: Path, *statements: str) -> None:
    """Turn a folder into one of layout 1, and its file into what the code of then published."""
    (out / layout.FILE).unlink()
    with duckdb.connect(str(out / "muster.duckdb")) as connection:
        for statement in statements:
            connection.execute(statement)


@contextmanager
def read_only(out: Path) -> Iterator[None]:
    """A folder that nothing is written into: root, whom no permission stops, is watched."""

    def state() -> set[tuple[str, int]]:
        return {(str(path), path.stat().st_mtime_ns) for path in (out, *out.rglob("*"))}

    before = state()
    out.chmod(0o555)
    try:
        yield
        assert state() == before
    finally:
        out.chmod(0o755)


def test_the_first_build_writes_the_layout_down(built: Settings) -> None:
    told = json.loads((built.out / layout.FILE).read_text())
    assert told.keys() == {"layout", "muster", "since"}
    assert told["layout"] == layout.LAYOUT == layout.number(built.out)


def test_a_folder_of_the_oldest_layout_is_brought_up_to_date_by_a_build_and_loses_nothing(
    built: Settings,
) -> None:
    before = hashes(built.out)
    since = "SELECT claim_id, recorded_at FROM claim"
    with duckdb.connect(str(built.out / "muster.duckdb"), read_only=True) as connection:
        recorded = connection.execute(since).fetchall()
    made_old(built.out, "DROP TABLE content", "DROP TABLE claim_version")
    shutil.rmtree(built.out / "ledger")
    (built.out / "assets" / "of_another_muster.parquet").write_bytes(b"")
    assert refused(built.out, "compare").endswith(
        "muster.duckdb was made by an older Muster (layout 1): run `muster build`"
    )
    assert build(built.catalog, built.out, persist=False).success
    assert hashes(built.out) == before
    with duckdb.connect(str(built.out / "muster.duckdb"), read_only=True) as connection:
        assert connection.execute(since).fetchall() == recorded
    assert layout.number(built.out) == layout.LAYOUT
    assert not (built.out / "assets" / "of_another_muster.parquet").exists()
    assert len(list((built.out / "versions").glob("*.duckdb"))) == 1
    assert muster(built.out, "compare").exit_code == 0


@pytest.mark.parametrize(
    "older",
    [
        "DROP TABLE content",
        "DROP TABLE bound_claim",
        "DROP MACRO TABLE why_not",
        "ALTER TABLE comparison_by_country DROP COLUMN spread",
    ],
)
def test_a_file_that_lacks_what_commands_read_is_met_with_one_sentence(
    built: Settings, older: str
) -> None:
    made_old(built.out, older)
    told = f"{built.out}/muster.duckdb was made by an older Muster (layout 1): run `muster build`"
    assert {refused(built.out, *call) for call in READING} == {told}
    layout.prepare(built.out)
    assert "(it has no " in refused(built.out, "conflicts")


def test_sql_reads_what_an_older_file_has_and_says_why_it_lacks_the_rest(built: Settings) -> None:
    made_old(built.out, "DROP TABLE content")
    assert muster(built.out, "sql", "SELECT count(*) FROM claim").exit_code == 0
    assert "(layout 1): run `muster build`" in refused(built.out, "sql", "FROM content")


def test_what_an_older_file_has_that_is_enough_is_read_without_being_changed(
    built: Settings,
) -> None:
    made_old(built.out)
    with read_only(built.out):
        assert muster(built.out, "conflicts").exit_code == 0
    assert layout.number(built.out) == 1


def test_a_read_only_folder_is_read(built: Settings) -> None:
    with read_only(built.out):
        assert {muster(built.out, *call).exit_code for call in READING} == {0}


@pytest.mark.parametrize("call", [*READING, ("build", "--offline"), ("fetch",), ("stub",)])
def test_a_folder_of_a_newer_muster_is_refused(call: tuple[str, ...], tmp_path: Path) -> None:
    told = {"layout": layout.LAYOUT + 1, "muster": "9.1", "since": "2030-01-01T00:00:00Z"}
    (tmp_path / layout.FILE).write_text(json.dumps(told))
    said = refused(tmp_path, *call)
    assert "was made by a newer Muster (9.1)" in said
    assert "upgrade Muster, or name another folder with --out" in said
    assert json.loads((tmp_path / layout.FILE).read_text()) == told


@pytest.mark.parametrize(
    "text",
    ["", "{", "7", "null", "[]", "{}", "\0", *(f'{{"layout": {n}}}' for n in ('"2"', "0", "true"))],
)
def test_a_damaged_layout_file_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / layout.FILE).write_text(text)
    said = refused(tmp_path, "compare")
    assert said.startswith(f"{tmp_path}/layout.json is damaged: remove that file and run")
    with pytest.raises(layout.LayoutError):
        layout.prepare(tmp_path)


def test_a_damaged_warehouse_is_named(tmp_path: Path) -> None:
    (tmp_path / "muster.duckdb").write_bytes(b"no database, but long enough to look like one" * 500)
    assert refused(tmp_path, "compare").startswith(f"{tmp_path}/muster.duckdb is damaged")


def test_the_layout_of_an_empty_folder_is_the_present_one_and_is_written_once(
    tmp_path: Path,
) -> None:
    out = tmp_path / "new" / "out"
    assert layout.number(out) is None
    layout.prepare(out)
    written = (out / layout.FILE).read_bytes()
    layout.prepare(out)
    assert (out / layout.FILE).read_bytes() == written
    assert [p.name for p in out.iterdir()] == [layout.FILE]


def test_every_layout_has_a_way_to_the_next() -> None:
    assert set(layout.MIGRATIONS) == set(range(1, layout.LAYOUT))


def test_what_steps_handed_over_goes_except_since_when_claims_stand(tmp_path: Path) -> None:
    for name in ("recorded.parquet", "claim.parquet", "catalog/claim.parquet"):
        path = tmp_path / "assets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"of then")
    layout.prepare(tmp_path)
    assert [p.name for p in (tmp_path / "assets").iterdir()] == ["recorded.parquet"]
    assert (tmp_path / "assets" / "recorded.parquet").read_bytes() == b"of then"


def test_a_migration_that_was_cut_short_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "claim.parquet").write_bytes(b"")

    def stopped(_out: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(layout, "MIGRATIONS", {1: stopped})
        with pytest.raises(layout.LayoutError, match=r"cannot be brought to layout 2: .*No space"):
            layout.prepare(tmp_path)
    assert layout.number(tmp_path) == 1
    layout.prepare(tmp_path)
    assert layout.number(tmp_path) == layout.LAYOUT
    assert not (tmp_path / "assets" / "claim.parquet").exists()
