"""The example on another subject: its catalog is clean, builds, and finds what is known of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from click.testing import CliRunner
from lxml import html

from pipelines.cli import main
from sources import load
from warehouse.answers.ids import BoundId
from warehouse.answers.world import world
from warehouse.fill import BuildInfo, record
from warehouse.inference.figure import read_figures
from warehouse.inference.lattice import read_lattice
from warehouse.inference.scope import within
from warehouse.report.write import write

EXAMPLE = Path(__file__).parents[2] / "examples" / "influenza-1918"
SHARED = ("claim", "origin", "source", "side", "unit", "measure", "population", "channel",
          "population_member")  # fmt: skip


@pytest.fixture(scope="module")
def published(
    derived_from: Callable[[Path, Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The tables of the example in a declared file."""
    return derived_from(EXAMPLE, tmp_path_factory.mktemp("example"))


@pytest.fixture
def warehouse(published: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(published), read_only=True)


def test_muster_check_finds_nothing_wrong() -> None:
    result = CliRunner().invoke(main, ["check", "--catalog", str(EXAMPLE)])
    assert result.exit_code == 0, result.output
    assert "no errors" in result.output


def test_the_example_shares_no_word_with_the_built_in_vocabulary_but_unspecified() -> None:
    own, built_in = load.read_vocabulary(EXAMPLE), load.read_vocabulary()
    pairs = [
        (own.measures, built_in.measures),
        (own.channels, built_in.channels),
        (own.groups, built_in.groups),
        (own.terms.sides, built_in.terms.sides),
        (own.terms.units, built_in.terms.units),
    ]
    assert all(not set(a) & set(b) for a, b in pairs)
    assert {"registered", "reckoned"} <= set(own.terms.evidence) - set(built_in.terms.evidence)


def test_the_known_contradictions_are_found_and_no_floor_is_exceeded(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    rows = warehouse.sql(
        "SELECT claim_a, claim_b, gap FROM comparison WHERE verdict = 'contradict'"
    )
    found = {(a, b): gap for a, b, gap in rows.fetchall()}
    assert found["siasat-2020/india", "spreeuwenberg-2018/both-years"] == 1_200_000
    assert found["chandra-2012/by-the-assumptions-of-davis", "chandra-2012/at-most"] == 3_330_000
    jordan = "johnson-mueller-2002/calculation-of-the-1920s"
    assert found["johnson-mueller-2002/order-of-50-million", jordan] == 45_000_000 - 21_550_000
    assert ("van-der-eng-2023/chandra-retold", "chandra-2013-indonesia/most-widely-used") in found
    assert len(found) == 10
    said = {claim for pair in found for claim in pair}
    assert "chandra-2013-indonesia/java" not in said
    assert "chandra-2013-japan/vital-records" not in said


def test_the_summary_by_country_takes_the_unit_the_root_channel_and_the_side_of_the_vocabulary(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    rows = warehouse.sql("SELECT population, measure, lowest, highest FROM comparison_by_country")
    assert ("USA", "died", 500_001, 675_000) in rows.fetchall()
    (worldwide,) = warehouse.sql("SELECT count(*) FROM comparison_total").fetchall()[0]
    assert worldwide == 11
    because = warehouse.sql(
        "SELECT because FROM comparison "
        "WHERE claim_a = 'siasat-2020/india' AND verdict = 'contradict'"
    ).fetchall()[0][0]
    assert "India as it was in 1918, died by 1919-12-31" in because
    assert "people of" not in because


def test_a_bound_asks_for_the_unit_and_the_root_channel_of_the_vocabulary(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    day = date(1920, 12, 31)
    known = world(warehouse, BoundId("died", "world", day, day), [])
    (told,) = (f for f in known.figures.values() if f.claim_id == "census-bureau-2023/world")
    assert within(told.scope, known.target, known.lattice)
    assert within(known.target, told.scope, known.lattice)


def test_python_and_sql_agree_on_what_lies_within_what(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    read: dict[str, pd.DataFrame] = {name: warehouse.table(name).df() for name in SHARED}
    figures, lattice = read_figures(read), read_lattice(read)
    assert len(figures) == 33
    assert sum(figure.floor for figure in figures) == 6
    rows = warehouse.sql("SELECT claim_a, claim_b FROM comparison WHERE verdict <> 'possible'")
    pairs = {frozenset(row) for row in rows.fetchall()}
    for a in figures:
        for b in figures:
            if a.claim_id != b.claim_id and within(a.scope, b.scope, lattice):
                assert frozenset({a.claim_id, b.claim_id}) in pairs


def test_its_report_asks_about_its_own_people_and_speaks_of_no_other_subject(
    published: Path, tmp_path: Path
) -> None:
    file = tmp_path / "muster.duckdb"
    file.write_bytes(published.read_bytes())
    record(file, BuildInfo("a-build", datetime(2026, 1, 1), "catalog", "archive"), [])
    write(file, tmp_path / "report")
    first = html.parse(tmp_path / "report" / "index.html").getroot().find(".//main")
    assert "Every figure on the world" in first.text_content()
    assert (tmp_path / "report" / "charts" / "figures-world.svg").is_file()
    pages = [*(tmp_path / "report").rglob("*.html")]
    told = {page: html.parse(page).getroot().find(".//main").text_content() for page in pages}
    ours = re.compile("foreign|Russia[^n]|Moscow|soldier|recruit")
    assert not {page.name: found for page in pages if (found := ours.findall(told[page]))}
