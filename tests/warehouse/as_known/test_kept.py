"""Warehouses as they were known: made once, kept a few, harmed by nobody."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from warehouse.as_known import kept
from warehouse.as_known.knowledge import Knowledge
from warehouse.versions import PUBLISHED

ON = Knowledge(date(2025, 3, 1))  # the ministry speaks a month later
ALL = Knowledge(date(2099, 1, 1))


@pytest.fixture
def out(built_once: Path, tmp_path: Path) -> Path:
    """A folder of results with a published warehouse alone."""
    shutil.copy(built_once / "out" / PUBLISHED, tmp_path)
    return tmp_path


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Files are made with two claims and nothing else; returns the folders in which they were."""
    made: list[Path] = []

    def make(_connection: duckdb.DuckDBPyConnection, folder: Path) -> Path:
        made.append(folder)
        path = folder / "made.duckdb"
        with duckdb.connect(str(path)) as connection:
            connection.execute("CREATE TABLE claim AS FROM range(2)")
        return path

    monkeypatch.setattr(kept, "make", make)
    return made


def told(out: Path, asked: Knowledge) -> tuple[int, bool, int]:
    """The claims of a warehouse as it was known, whether it is the published one, and how often a
    file was made."""
    made: list[int] = []
    connection, everything = kept.opened(out, asked, making=lambda: made.append(1))
    with connection:
        ((claims,),) = connection.execute("SELECT count(*) FROM claim").fetchall()
    return claims, everything, len(made)


def renamed(out: Path, build_id: str) -> None:
    """Give the published file another build's id."""
    with duckdb.connect(str(out / PUBLISHED)) as connection:
        connection.execute("DELETE FROM change")  # its rows refer to the build
        connection.execute("UPDATE build SET build_id = ?", [build_id])


def files(out: Path) -> set[str]:
    return {str(p.relative_to(out / "known")) for p in (out / "known").rglob("*.duckdb")}


@pytest.mark.usefixtures("quickly")
def test_a_file_is_made_once_and_answers_ever_after(out: Path) -> None:
    assert told(out, ON) == (2, False, 1)
    assert told(out, ON) == (2, False, 0)
    (path,) = (out / "known").rglob("*.duckdb")
    path.write_bytes(b"cut off")  # a machine that stopped
    assert told(out, ON) == (2, False, 1)
    path.unlink()
    assert told(out, ON) == (2, False, 1)
    assert {p.name for p in (out / "known").iterdir()} == {".lock", path.parent.name}


def test_where_all_was_known_the_published_file_answers_and_none_is_made(out: Path) -> None:
    assert told(out, ALL) == (3, True, 0)
    assert not (out / "known").exists()


def test_two_processes_that_ask_for_one_day_get_one_file_that_tells_from_which_build(
    out: Path,
) -> None:
    ask = (
        "import sys; from datetime import date; from pathlib import Path;"
        "from warehouse.as_known.kept import opened; from warehouse.as_known.knowledge import *;"
        "connection, _ = opened(Path(sys.argv[1]), Knowledge(date(2025, 3, 1)),"
        " making=lambda: print('making'));"
        "print(connection.execute('SELECT count(*) FROM claim').fetchone()[0])"
    )
    root = Path(kept.__file__).parents[2]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", ask, str(out)], cwd=root, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    answers = [process.communicate(timeout=120)[0].split() for process in running]
    assert [answer[-1] for answer in answers] == ["2", "2"]
    assert len(files(out)) == 1
    with duckdb.connect(str(out / PUBLISHED), read_only=True) as now:
        build = now.execute("FROM build").fetchall()
    connection, _ = kept.opened(out, ON)
    with connection:
        assert connection.execute("FROM build").fetchall() == build
        assert connection.execute("FROM check_result").fetchall() == []


def test_whoever_waits_for_another_maker_takes_what_that_one_made(
    out: Path, quickly: list[Path]
) -> None:
    asking = [threading.Thread(target=kept.as_known, args=(out, ON)) for _ in range(4)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert len(quickly) == 1


def test_what_a_killed_process_left_is_removed(out: Path, quickly: list[Path]) -> None:
    left = out / "known" / f"{kept.MAKING}killed"
    left.mkdir(parents=True)
    (left / "made.duckdb").touch()
    kept.as_known(out, ON)
    assert quickly
    assert not left.exists()


def test_files_of_earlier_builds_are_removed(out: Path, quickly: list[Path]) -> None:
    renamed(out, "one")
    kept.as_known(out, ON)
    renamed(out, "../two")  # an id is no path
    kept.as_known(out, ON)
    assert quickly
    assert files(out) == {"___two/2025-03-01.duckdb"}


def test_few_days_are_kept_those_that_were_asked_for_last(
    out: Path, quickly: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "KEPT", 3)
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(4)]
    paths = []
    for n, day in enumerate(days[:3]):
        paths.append(kept.as_known(out, Knowledge(day)))
        os.utime(paths[n], (n, n))
    assert kept.as_known(out, Knowledge(days[0])) == paths[0]
    kept.as_known(out, Knowledge(days[3]))
    assert {Path(f).stem for f in files(out)} == {str(days[n]) for n in (0, 2, 3)}
    assert len(quickly) == 4


def test_a_failure_leaves_nothing_behind(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_connection: duckdb.DuckDBPyConnection, folder: Path) -> Path:
        (folder / "claim.parquet").touch()
        raise OSError("no space left")

    monkeypatch.setattr(kept, "make", full)
    with pytest.raises(OSError, match="no space left"):
        kept.as_known(out, ON)
    assert [p.name for p in (out / "known").iterdir()] == [".lock"]
