"""A size so small that it costs little: made up, measured, stopped, and gone on with."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
import pytest

from benchmarks.sizes.process import GIB, Limits, measured
from benchmarks.sizes.records import CLAIMS, DOCUMENTS, Record, Results
from benchmarks.sizes.run import Run
from benchmarks.sizes.stage import Made, Stage, marker

ENOUGH = Limits(60, 4 * GIB)


def test_a_process_is_measured(tmp_path: Path) -> None:
    code = "import time; held = bytearray(60_000_000); time.sleep(0.5); sum(range(6_000_000))"
    took = measured(["-c", code], ENOUGH, tmp_path / "log")
    assert took.why is None
    assert took.wall > 0.5
    assert 0.05 < took.cpu < took.wall
    assert took.peak > 60_000_000


def test_a_process_that_takes_too_long_is_stopped_with_all_that_it_started(tmp_path: Path) -> None:
    beside = tmp_path / "alive"
    sleeper = f"import time, pathlib; time.sleep(3); pathlib.Path({str(beside)!r}).touch()"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {sleeper!r}])"
    took = measured(["-c", code], Limits(0.5, GIB), tmp_path / "log")
    assert took.why == "stopped after 0 s"
    assert took.wall < 3
    time.sleep(3)
    assert not beside.exists()


def test_a_process_that_takes_too_much_memory_is_stopped(tmp_path: Path) -> None:
    code = "import time; held = b'x' * 300_000_000; time.sleep(20)"
    took = measured(["-c", code], Limits(15, 0.2 * GIB), tmp_path / "log")
    assert took.why == "stopped at 0 GiB"
    assert took.peak > 0.2 * GIB


def test_a_process_that_fails_says_why(tmp_path: Path) -> None:
    took = measured(["-c", "raise ValueError('no such thing')"], ENOUGH, tmp_path / "log")
    assert took.why == "ended with 1: ValueError: no such thing"


@pytest.fixture
def pretended(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[str, ...]]]:
    """Three stages that need one another; what was run, and with which tables left empty."""
    ran: list[tuple[str, tuple[str, ...]]] = []
    known = {
        "first": Stage("first", (), "", lambda _f: Made()),
        "second": Stage("second", ("first",), "", lambda _f: Made()),
        "third": Stage("third", ("second",), "", lambda _f: Made()),
    }

    def measure(self: Run, name: str, without: set[str]) -> None:
        ran.append((name, tuple(sorted(without))))
        why = "stopped after 1 s" if name == "second" else None
        if why is None:
            marker(self.folder, name).parent.mkdir(parents=True, exist_ok=True)
            marker(self.folder, name).touch()
        self.results.add(
            Record(self.kind, self.size, name, 1, 1, 1, why, without=tuple(sorted(without)))
        )

    monkeypatch.setattr("benchmarks.sizes.run.stages", lambda _kind: known)
    monkeypatch.setattr(Run, "_measured", measure)
    return ran


def run(results: Results, folder: Path, again: set[str] | None = None) -> Run:
    return Run(results, CLAIMS, 10, folder, ENOUGH, again or set(), lambda _line: None)


def test_what_was_stopped_leaves_empty_tables_and_is_not_tried_again(
    pretended: list[tuple[str, tuple[str, ...]]], tmp_path: Path
) -> None:
    results = Results(tmp_path / "results.json")
    run(results, tmp_path).measure(["third"])
    assert pretended == [("first", ()), ("second", ()), ("third", ("second",))]
    run(Results.read(results.path), tmp_path).measure(["first", "second", "third"])
    assert len(pretended) == 3


def test_pages_that_are_not_all_there_are_not_measured_again(tmp_path: Path) -> None:
    results = Results(tmp_path / "results.json")
    results.add(Record(DOCUMENTS, 10, "anchors", 70, 60, 1, "stopped after 60 s"))
    again = Run(results, DOCUMENTS, 10, tmp_path, ENOUGH, set(), lambda _line: None)
    again.measure(["anchors again"])
    record = results.records[DOCUMENTS, 10, "anchors again"]
    assert record.why == "not tried: without anchors"


def test_what_is_gone_is_made_again_only_where_it_is_needed(
    pretended: list[tuple[str, tuple[str, ...]]], tmp_path: Path
) -> None:
    results = Results(tmp_path / "results.json")
    run(results, tmp_path / "one").measure(["first"])
    run(results, tmp_path / "other").measure(["first"])
    assert [name for name, _ in pretended] == ["first"]
    run(results, tmp_path / "other").measure(["second"])
    assert [name for name, _ in pretended] == ["first", "first", "second"]


def test_a_stage_can_be_asked_for_again(
    pretended: list[tuple[str, tuple[str, ...]]], tmp_path: Path
) -> None:
    results = Results(tmp_path / "results.json")
    run(results, tmp_path).measure(["first", "second"])
    run(results, tmp_path, {"second"}).measure(["first", "second"])
    assert [name for name, _ in pretended] == ["first", "second", "second"]


def test_a_stage_that_was_stopped_is_not_tried_at_a_larger_size(tmp_path: Path) -> None:
    results = Results(tmp_path / "results.json")
    results.add(Record(CLAIMS, 5, "read", ENOUGH.seconds + 1, 50, 1, "stopped after 60 s"))
    told: list[str] = []
    Run(results, CLAIMS, 10, tmp_path, ENOUGH, set(), told.append).measure(["read"])
    record = results.records[CLAIMS, 10, "read"]
    assert (record.tried, record.failed) == (False, False)
    assert "not tried: stopped at 5" in told[0]
    patient = Run(results, CLAIMS, 10, tmp_path, Limits(600, GIB), {"read"}, told.append)
    assert patient._stopped_before("read") is None


def test_the_made_up_world_is_shaped_like_the_catalog(tmp_path: Path) -> None:
    from benchmarks.sizes.shape import RETOLD, ROUTED, WINDOWED, WRONG, World

    world = World(tmp_path, 20_000, np.random.default_rng(3))
    drawn, counts = world.drawn, world.counts
    assert (drawn.parent < np.arange(20_000)).all()
    assert 0.8 * RETOLD < (drawn.parent >= 0).mean() <= RETOLD
    assert (drawn.since >= 0).mean() == pytest.approx(WINDOWED, abs=0.03)
    assert (drawn.route > 0).mean() == pytest.approx(ROUTED, abs=0.03)
    assert drawn.wrong[drawn.parent < 0].mean() == pytest.approx(WRONG, rel=0.5)
    assert (counts >= 1).all()


def test_only_planted_claims_contradict(tmp_path: Path) -> None:
    import duckdb

    from benchmarks.sizes import shape, world
    from benchmarks.sizes.of_claims import STAGES

    world.generate(tmp_path, 2_000, seed=5)
    reached = {stage.name: stage for stage in STAGES}
    for name in ("read", "recorded", "claim tables", "comparison"):
        made = reached[name].run(tmp_path)
    assert made.told()["pairs in cells"] > 10_000
    drawn = shape.World(tmp_path / "catalog", 2_000, np.random.default_rng(5)).drawn
    wrong = {f"c{i}" for i in np.flatnonzero(drawn.wrong)}
    pairs = duckdb.sql(
        f"SELECT claim_a, claim_b FROM '{tmp_path / 'tables' / 'comparison.parquet'}' "
        "WHERE verdict = 'contradict'"
    ).fetchall()
    assert pairs
    assert all(any(c.partition("/")[2] in wrong for c in pair) for pair in pairs)


def test_a_stage_is_measured_in_a_process_of_its_own(tmp_path: Path) -> None:
    results = Results(tmp_path / "results.json")
    told: list[str] = []
    Run(results, CLAIMS, 60, tmp_path / "work", ENOUGH, set(), told.append).measure(["read"])
    read = Results.read(results.path).records[CLAIMS, 60, "read"]
    assert read.made["catalog.claim"][0] == 60
    assert read.why is None
    assert read.bytes > 1_000
    assert 0 < read.cpu < 20
    assert read.peak > 50_000_000
    assert [line.split(":")[1].split()[0] for line in told] == ["made", "read"]


def test_tables_of_what_was_stopped_have_their_columns_and_no_rows(tmp_path: Path) -> None:
    import duckdb

    from benchmarks.sizes.of_claims import left_empty
    from warehouse.schema import tables

    (tmp_path / "tables").mkdir()
    left_empty(tmp_path, ["inferred", "comparison"])
    made = duckdb.sql(f"FROM '{tmp_path / 'tables' / 'comparison.parquet'}'")
    assert made.columns == list(tables()["comparison"].columns)
    assert made.fetchall() == []
    assert (tmp_path / "tables" / "inferred.bound.parquet").exists()


def test_documents_are_fetched_read_and_found(tmp_path: Path) -> None:
    from benchmarks.sizes import pages
    from benchmarks.sizes.of_documents import STAGES

    pages.generate(tmp_path, 3)
    told = {stage.name: dict(stage.run(tmp_path).told()) for stage in STAGES}
    assert told["fetched"] == {"captured": 3, "unchanged": 0, "failed": 0}
    assert told["fetched again"] == {"captured": 0, "unchanged": 3, "failed": 0}
    assert told["texts"] == told["texts again"] == {"unread": 0}
    assert told["anchors"] == told["anchors again"] == {"found": 6}


def test_the_parent_stays_small() -> None:
    """A process is told to hold at least what the one held that started it."""
    import subprocess

    from benchmarks.sizes.process import ROOT

    code = (
        "import sys, benchmarks.sizes.__main__, benchmarks.sizes.of_claims\n"
        "print(*{'duckdb', 'pandas', 'numpy', 'pyarrow'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split() == []
    assert done.returncode == 0, done.stderr
