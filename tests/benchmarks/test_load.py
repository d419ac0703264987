"""Readers during publications: each is served, from one whole build at a time."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import duckdb
import pytest

from benchmarks.load import QUESTIONS, WHOLE, Pace, published, reading
from warehouse.changes.since import Since
from warehouse.fill import fill
from warehouse.schema import tables

PACE = Pace(thinks=0.3, holds=0.6)


@pytest.fixture
def files(built_once: Path) -> dict[str, list[Path]]:
    """The tables of a small build, ready to be published."""
    assets = built_once / "out" / "assets"
    return {n: [f] for n in tables() if (f := assets / f"{n}.parquet").exists()}


def test_readers_see_whole_builds_only_while_files_are_published(
    files: dict[str, list[Path]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled = tmp_path / "filled.duckdb"
    fill(files, filled)  # once: how files take one another's place is what is tested
    monkeypatch.setattr("warehouse.publish.fill", lambda _files, path: shutil.copy(filled, path))
    monkeypatch.setattr("warehouse.publish.tell", lambda _out, _built: Since(None))
    path = published(files, tmp_path / "out", 0)
    with reading(path, 4, PACE) as served:
        time.sleep(0.5)  # they begin
        for number in range(1, 4):
            published(files, tmp_path / "out", number)
        time.sleep(0.5)  # one opens the last
    assert served.errors == []
    assert served.changed == 0
    assert served.builds <= {f"build-{number}" for number in range(4)}
    assert len(served.builds) > 1
    assert len(served.seconds) > 10


def test_half_a_build_would_be_seen(files: dict[str, list[Path]], tmp_path: Path) -> None:
    path = published(files, tmp_path, 0)
    with duckdb.connect(str(path)) as connection:
        assert connection.execute(WHOLE).fetchall() == [("build-0",)]
        for question in QUESTIONS:
            connection.execute(question).fetchall()
        connection.execute("DELETE FROM bound_claim; DELETE FROM bound WHERE population = 'CUB'")
        assert connection.execute(WHOLE).fetchall() == []
