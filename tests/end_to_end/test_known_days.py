"""The catalog of the repository as it was known on a day, worked out by hand."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.end_to_end.known import KYIV, rows
from warehouse.as_known.knowledge import Knowledge
from warehouse.as_known.make import derived
from warehouse.as_known.narrowed import narrow


@pytest.fixture
def warehouse(catalog_once: Path, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the published file, opened by one who writes files of what is in it."""
    copy = shutil.copy(catalog_once / "muster.duckdb", tmp_path / "copy.duckdb")
    with duckdb.connect(str(copy), read_only=True) as connection:
        yield connection


def test_known_on_leaves_out_what_was_published_later(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    ((late,),) = rows(
        warehouse,
        "SELECT count(*) FROM known_on('2025-06-01') WHERE published_last > DATE '2025-06-01'",
    )
    ((early,),) = rows(warehouse, "SELECT count(*) FROM known_on('2025-06-01')")
    assert late == 0
    assert 0 < early < 463


def as_known(
    warehouse: duckdb.DuckDBPyConnection, day: date, folder: Path, *wanted: str
) -> dict[str, str]:
    """The tables that are wanted as they were known on a day, as names for a query."""
    (folder / str(day)).mkdir()
    narrow(warehouse, Knowledge(day))
    files = derived(warehouse, folder / str(day), wanted)
    return {name: f"'{files[name][0]}'" for name in wanted}


def test_by_june_2025_no_bound_rests_on_the_headquarters_count_of_november(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    of_november = (
        "FROM {bound_claim} SEMI JOIN (FROM claim WHERE claimant_id = 'ukraine-coordination-hq' "
        "AND coalesce(published_last, as_of_last) >= DATE '2025-11-01') USING (claim_id)"
    )
    low = "SELECT max(low) FROM {bound} WHERE population = 'foreign' AND evidence_used = 'counted'"
    now = {"bound": "bound", "bound_claim": "bound_claim"}
    then = as_known(warehouse, date(2025, 6, 1), tmp_path, *now)
    assert rows(warehouse, of_november.format(**now))
    assert rows(warehouse, of_november.format(**then)) == []
    ((lower,),), ((higher,),) = (rows(warehouse, low.format(**of)) for of in (then, now))
    assert lower < 18_000 < higher


def test_the_contradiction_about_nepal_stood_already_at_the_end_of_2024(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    then = as_known(warehouse, date(2024, 12, 31), tmp_path, "conflict_claim")
    query = "SELECT claim_id, role FROM {} WHERE conflict_id = '96738124d86a1a0d' AND role <> ?"
    found, still = (
        set(rows(warehouse, query.format(table), "retelling"))
        for table in (then["conflict_claim"], "conflict_claim")
    )
    assert found == still
    assert (f"{KYIV}/npl-recruited", "inner") in found


def test_20000_cubans_contradict_18000_foreigners_from_november_2025(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    def contradictions(day: date) -> int:
        then = as_known(warehouse, day, tmp_path, "comparison")
        found = rows(
            warehouse,
            f"SELECT count(*) FROM {then['comparison']} AS x "
            "JOIN claim AS a ON a.claim_id = x.claim_a JOIN claim AS b ON b.claim_id = x.claim_b "
            "WHERE x.verdict = 'contradict' "
            "AND (a.population, b.population, a.low) = ('CUB', 'foreign', 20000)",
        )
        return int(found[0][0])

    before, after = contradictions(date(2025, 10, 31)), contradictions(date(2025, 11, 30))
    assert before == 0 < after
