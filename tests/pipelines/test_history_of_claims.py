"""A correction in the catalog never erases what was said before: two builds, one history."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import dagster as dg
import duckdb
import pytest
from click.testing import CliRunner

from pipelines.assets.published import _described
from pipelines.build import BuildOutcome
from pipelines.cli import main, summary
from pipelines.io import write_file
from pipelines.settings import WARNING, Settings
from warehouse.changes.since import Since
from warehouse.publish import Published
from warehouse.recorded import PLACE
from warehouse.schema import tables

Ask = Callable[[str], list[tuple[object, ...]]]


def segments(out: Path) -> list[Path]:
    return sorted((out / "ledger").glob("*.parquet"))


@pytest.fixture(scope="module")
def corrected(corrected_once: Path) -> Settings:
    """A catalog built, corrected, and built again."""
    return Settings(corrected_once / "catalog", corrected_once / "out")


@pytest.fixture(scope="module")
def ask(corrected: Settings) -> Ask:
    """Rows of a query on what was published last; `$first` is when the first build recorded."""

    def run(query: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(corrected.out / "muster.duckdb"), read_only=True) as connection:
            (first,) = (
                connection.execute("SELECT min(recorded_at) FROM claim_version").fetchone() or ()
            )
            given = {"first": first} if "$first" in query else {}
            return connection.execute(query, given).fetchall()

    return run


def test_each_change_of_the_catalog_is_an_event(ask: Ask) -> None:
    query = "SELECT claim_id, event, says FROM claim_version ORDER BY claim_id, version"
    assert ask(query) == [
        ("gazette-first/cubans", "recorded", "200 Cubans"),
        ("gazette-first/cubans", "withdrawn", "200 Cubans"),
        ("gazette-first/egyptians", "recorded", "at least 30 Egyptians"),
        ("gazette-first/nepalis", "recorded", "90 Nepalis"),
        ("gazette-first/nepalis", "revised", "91 Nepalis"),
        ("ministry-second/nepalis", "recorded", "40 Nepalis"),
    ]
    builds = ask("SELECT DISTINCT build_id FROM claim_version WHERE recorded_at > $first")
    assert builds == ask("SELECT build_id FROM build")


def test_what_was_said_before_the_correction_is_told_as_it_was(ask: Ask, built_once: Path) -> None:
    with duckdb.connect(str(built_once / "out" / "muster.duckdb"), read_only=True) as connection:
        before = connection.execute("FROM claim ORDER BY claim_id").fetchall()
    assert ask("FROM recorded_on($first) ORDER BY claim_id") == before
    assert ask("FROM recorded_on($first - INTERVAL 1 MICROSECOND)") == []


def test_what_is_said_now_is_the_table_of_claims(ask: Ask) -> None:
    columns = ", ".join(c for c in tables()["claim"].columns if c not in PLACE)
    now = f"SELECT {columns} FROM recorded_on('2999-01-01') ORDER BY claim_id"
    assert ask(now) == ask(f"SELECT {columns} FROM claim ORDER BY claim_id")


def test_a_claim_that_moved_in_the_catalog_keeps_its_time(ask: Ask) -> None:
    query = (
        "SELECT file, line, recorded_at = $first FROM {} WHERE claim_id = 'ministry-second/nepalis'"
    )
    assert ask(query.format("claim")) == [("office/renamed.yaml", 10, True)]
    assert ask(query.format("recorded_on($first)")) == [("ministry/second.yaml", 9, True)]


def test_the_ledger_has_a_segment_for_each_build_and_the_first_is_untouched(
    corrected: Settings, built_once: Path
) -> None:
    (first,), (same, second) = segments(built_once / "out"), segments(corrected.out)
    assert same.name == first.name
    assert same.read_bytes() == first.read_bytes()
    digest = hashlib.sha256(second.read_bytes()).hexdigest()
    assert second.name == f"000002-{digest[:16]}.parquet"


def test_a_claim_explained_tells_what_was_said_of_it_before(corrected: Settings, ask: Ask) -> None:
    asked = ["explain", "gazette-first/nepalis", "--out", str(corrected.out)]
    told = CliRunner().invoke(main, asked).output.splitlines()
    times = ask(
        "SELECT recorded_at FROM claim_version WHERE claim_id = 'gazette-first/nepalis' ORDER BY 1"
    )
    first, second = (t for (t,) in times if isinstance(t, datetime))
    assert f"  recorded        {first:%Y-%m-%d %H:%M} UTC" in told
    revised = f"  revised         {second:%Y-%m-%d %H:%M} UTC: "
    (line,) = (line for line in told if line.startswith(revised))
    assert "says “90 Nepalis”, now “91 Nepalis”" in line
    assert "cell id" not in line


def test_a_claim_that_never_changed_has_no_history_to_tell(corrected: Settings) -> None:
    asked = ["explain", "ministry-second/nepalis", "--out", str(corrected.out)]
    told = CliRunner().invoke(main, asked).output
    assert "UTC" not in told


def test_what_is_wrong_with_the_ledger_is_told_by_the_build(
    built_once: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lags = "the ledger of claims lags behind: no space left"
    published = Published(built_once / "out" / "muster.duckdb", (), None, Since(None), lags)
    assert dict(_described(published))[WARNING] == lags
    summary.show(BuildOutcome("b", False, None, warnings=(lags,)), tmp_path)
    assert f"warning: {lags}" in capsys.readouterr().err


def test_what_was_made_before_another_publication_is_not_published(
    built: Settings, refresh: Callable[..., dg.ExecuteInProcessResult]
) -> None:
    """As where somebody makes the last asset alone, of tables that know less than the ledger."""
    stale = built.out / "assets" / "claim_version.parquet"
    duckdb.sql(f"COPY (FROM '{stale}' LIMIT 1) TO '{stale}.less' (FORMAT parquet)")
    write_file(stale, lambda path: int(bool(Path(f"{stale}.less").replace(path))))
    published = (built.out / "muster.duckdb").read_bytes()
    result = refresh("muster_warehouse")
    assert not result.success
    (failure,) = (e for e in result.all_events if e.is_step_failure)
    error = failure.step_failure_data.error
    assert error is not None
    assert error.cause is not None
    assert "was published after this one had read the ledger" in error.cause.message
    assert (built.out / "muster.duckdb").read_bytes() == published
