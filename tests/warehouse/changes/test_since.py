"""The changelog entry of a build: written into its file, and never in the way of publication."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse.changes import since, told
from warehouse.changes.change import HEADINGS
from warehouse.changes.stored import entry
from warehouse.schema import tables


@pytest.fixture
def out(tmp_path: Path, small: Path) -> Path:
    """A folder with a published file, and one just built that says something else."""
    shutil.copy(small, tmp_path / "muster.duckdb")
    built = Path(shutil.copy(small, tmp_path / "built.duckdb"))
    with duckdb.connect(str(built)) as connection:
        connection.execute("DELETE FROM change")
        connection.execute("UPDATE build SET build_id = 'next', previous_build_id = NULL")
        connection.execute("UPDATE claim SET says = '7 men', point = 7")
        connection.execute("UPDATE demand SET response = 'denied'")
    return tmp_path


def rows(path: Path) -> list[tuple[Any, ...]]:
    """The table `change` in order."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(
            "SELECT kind, n_of_kind, subject_ids, essential, sentence FROM change ORDER BY rank"
        ).fetchall()


def build_id(path: Path, column: str = "build_id") -> Any:
    """A column of the file's build."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(f"SELECT {column} FROM build").fetchall()[0][0]


def test_the_text_stands_in_the_new_file(out: Path, small: Path) -> None:
    found = since.tell(out, out / "built.duckdb")
    assert found.changes is not None
    assert found.changes.essential
    written = rows(out / "built.duckdb")
    assert [(kind, n) for kind, n, *_ in written] == [("claim_revised", 3)] * 3 + [
        ("demand_revised", 1)
    ]
    assert json.loads(written[3][2]) == ["ministry-second/stop"]
    assert "answer denied instead of unknown" in written[3][4]
    assert build_id(out / "built.duckdb", "previous_build_id") == build_id(small)
    found_entry = entry(out / "built.duckdb")
    assert found_entry is not None
    assert found_entry.line == "3 claims revised; 1 demand revised"
    assert sorted(p.name for p in out.iterdir()) == ["built.duckdb", "muster.duckdb"]


def test_of_many_changes_the_first_are_stored_and_all_are_counted(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(since, "STORED", 1)
    since.tell(out, out / "built.duckdb")
    assert [(kind, n) for kind, n, *_ in rows(out / "built.duckdb")] == [
        ("claim_revised", 3), ("demand_revised", 1),
    ]  # fmt: skip


def test_the_first_build_says_that_it_is_the_first(out: Path) -> None:
    (out / "muster.duckdb").unlink()
    assert since.tell(out, out / "built.duckdb").changes is None
    assert [row[0] for row in rows(out / "built.duckdb")] == ["first"]
    found = entry(out / "built.duckdb")
    assert found is not None
    assert found.previous_build_id is None
    assert found.line.startswith("This is the first build")


def test_what_cannot_be_told_is_said_and_stops_nothing(out: Path) -> None:
    (out / "muster.duckdb").write_bytes(b"no database")
    found = since.tell(out, out / "built.duckdb")
    assert found.changes is None
    ((kind, _, _, _, sentence),) = rows(out / "built.duckdb")
    assert kind == "not_told"
    assert sentence.startswith("What changed cannot be told: the file that stood before")


def test_a_fault_of_ours_is_told_and_stops_nothing(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("a column")

    monkeypatch.setattr(since, "compare", broken)
    assert since.tell(out, out / "built.duckdb").why.endswith("'a column'")
    assert [row[0] for row in rows(out / "built.duckdb")] == ["not_told"]
    monkeypatch.setattr(since, "_store", broken)
    assert since.tell(out, out / "built.duckdb").why.startswith(since.NOT_WRITTEN)


def test_where_nothing_changed_nothing_is_said(out: Path, small: Path) -> None:
    built = out / "built.duckdb"
    shutil.copy(small, built)
    with duckdb.connect(str(built)) as connection:
        connection.execute("DELETE FROM change")
    since.tell(out, built)
    assert entry(built) is None
    assert build_id(built, "previous_build_id") == build_id(small)


def test_every_kind_of_change_is_known_to_the_table() -> None:
    (kind,) = [f for f in tables()["change"].fields if f.name == "kind"]
    assert set(kind.constraints["enum"]) == {"first", "not_told", *HEADINGS}


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        ({}, "nothing changed"),
        ({"inside": 1}, "nothing but what is inside"),
        (
            {"claim_added": 2, "claim_revised": 1, "conflict_opened": 1},
            "2 claims added, 1 revised; 1 contradiction opened",
        ),
        ({"country": 1}, "1 count by country changed"),
        ({"country": 1_200}, "1,200 counts by country changed"),
    ],
)
def test_a_line_counts_what_changed(counts: dict[str, int], line: str) -> None:
    assert told.line(counts) == line
