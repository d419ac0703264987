"""The warehouse as it was known on a day is what a catalog of that day would have made."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sources import load
from warehouse.as_known.knowledge import Knowledge
from warehouse.as_known.make import derived, is_all
from warehouse.as_known.narrowed import narrow
from warehouse.derive import derive
from warehouse.fill import fill
from warehouse.model import models
from warehouse.schema import DUCKDB_TYPES, frames_of_the_catalog
from warehouse.steps import STEPS

Files = dict[str, list[Path]]
DATED = Path(__file__).parent / "dated"
ANSWERED, ANSWER = date(2025, 3, 20), "response: agreed, responded_on: 2025-03-20"
THE_END = ANSWERED  # the last thing that the catalog tells of
# A catalog lists links that lead nowhere; what is made of the published file has its list.
LISTS_LOST_LINKS = {"rejected"}
_everything: list[tuple[Path, Files]] = []  # made once: no test changes it


def catalog_of(day: date, folder: Path) -> Path:
    """The catalog as it could have been written by the end of a day.

    A line that ends with `# from DAY` is a claim of a document whose publication is open.
    """
    shutil.copytree(DATED, folder)
    for path in (folder / "papers").iterdir():
        text = path.read_text()
        published = re.search(r"published: ([0-9-]+)", text)
        if published and date.fromisoformat(published[1]) > day:
            path.unlink()
            continue
        lines = text.splitlines()
        for n, line in enumerate(lines):
            begun = re.search(r"# from (\S+)$", line)
            if begun and date.fromisoformat(begun[1]) > day:
                lines[n] = ""
            elif day < ANSWERED:
                lines[n] = line.replace(ANSWER, "response: unknown")
        path.write_text("\n".join(lines) + "\n")
    return folder


def of_the_catalog(catalog: Path, folder: Path) -> Files:
    """The Parquet of every table that follows from a catalog; nothing is archived, and nothing was
    recorded before."""
    folder.mkdir()
    vocabulary = load.read_vocabulary(catalog)
    frames, _ = load.check(catalog)
    given = {f"vocabulary.{name}": frame for name, frame in vocabulary.frames().items()}
    given |= {f"catalog.{name}": frame for name, frame in frames.items()}
    given["recorded"] = frames["claim"][["claim_id"]].assign(
        content_sha256="0" * 64, recorded_at=datetime(2026, 1, 1)
    )
    files = {}
    for name, frame in given.items():
        files[name] = [folder / f"{name}.parquet"]
        frame.to_parquet(files[name][0], index=False)
    for asset in frames_of_the_catalog().keys() - STEPS.keys() - {"recorded"}:
        for name, columns in frames_of_the_catalog()[asset].items():
            if (frame_name := f"{asset}.{name}") not in files:
                files[frame_name] = [folder / f"{frame_name}.parquet"]
                shape = ", ".join(f'NULL::{DUCKDB_TYPES[t]} AS "{c}"' for c, t in columns.items())
                duckdb.sql(f"SELECT {shape} WHERE FALSE").write_parquet(str(files[frame_name][0]))
    return derive(files, folder)


@pytest.fixture
def everything(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse of the whole catalog, open for reading only."""
    if not _everything:
        files = of_the_catalog(catalog_of(THE_END, tmp_path / "catalog"), tmp_path / "all")
        fill(files, tmp_path / "all.duckdb")
        _everything.append((tmp_path / "all.duckdb", files))
    with duckdb.connect(str(_everything[0][0]), read_only=True) as connection:
        yield connection


def as_known(connection: duckdb.DuckDBPyConnection, day: date, folder: Path) -> Files:
    """The Parquet of every table that follows from what was known on a day."""
    narrow(connection, Knowledge(day))
    folder.mkdir()
    return derived(connection, folder)


def rows(files: Files, table: str) -> list[tuple[Any, ...]]:
    return duckdb.sql(f"FROM '{files[table][0]}' ORDER BY ALL").fetchall()


@pytest.mark.parametrize("on", [date(2025, 1, 20), date(2025, 2, 20), THE_END])
def test_every_table_is_what_a_catalog_without_later_documents_makes(
    everything: duckdb.DuckDBPyConnection, on: date, tmp_path: Path
) -> None:
    made = as_known(everything, on, tmp_path / "made")
    if on == THE_END:
        expected = _everything[0][1]
    else:
        expected = of_the_catalog(catalog_of(on, tmp_path / "then"), tmp_path / "expected")
    for name in models().keys() - LISTS_LOST_LINKS:
        assert rows(made, name) == rows(expected, name), name
    assert is_all(everything) == (on == THE_END)
    known = everything.execute("SELECT claim_id FROM known_on($on)", {"on": on}).fetchall()
    in_conflict = {row[1] for row in rows(made, "conflict_claim")}
    assert in_conflict <= {claim_id for (claim_id,) in known}
    assert bool(in_conflict) == (on > date(2025, 2, 5))


def test_a_day_before_anything_has_tables_without_rows(
    everything: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    made = as_known(everything, date(2020, 1, 1), tmp_path / "made")
    for table in ("claim", "document", "demand", "event", "comparison", "conflict", "bound"):
        assert rows(made, table) == [], table
    assert len(rows(made, "source")) == 3


def test_a_day_before_the_last_answer_something_is_missing(
    everything: duckdb.DuckDBPyConnection,
) -> None:
    narrow(everything, Knowledge(date(2025, 3, 19)))
    assert not is_all(everything)
