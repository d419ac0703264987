"""Three published figures, from their words to the bounds that follow, worked out by hand.

603 Nepalis of the Moscow selection point and 1,028 Cubans are different people and are all foreign:
so at least 1,631. At most 18,000 foreigners leave at most 16,972 Nepalis and 17,397 Cubans.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from pipelines.cli import main

DOCUMENT = """
document: {id: paper-first, publisher: paper, title: Three made-up sentences,
  url: "https://example.org/first", published: 2026-01-05, language: en}
defaults: {claimant: paper, measure: recruited}
claims:
  - {id: npl, says: "at least 603 Nepalis", population: NPL, channel: moscow_selection_point,
     as_of: 2024-05}
  - {id: cub, says: "at least 1,028 Cubans", population: CUB, as_of: 2025-05}
  - {id: foreign, says: "up to 18,000 foreigners", population: foreign, as_of: 2025-12-31}
"""
SOURCES = "- {id: paper, name: The Example Paper, kind: newspaper, country: null, party: none}\n"
NPL, CUB, FOREIGN = "paper-first/npl", "paper-first/cub", "paper-first/foreign"


@pytest.fixture(scope="module")
def out(
    derived_from: Callable[[Path, Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder of a warehouse of the three figures."""
    folder = tmp_path_factory.mktemp("bounds")
    (folder / "catalog" / "paper").mkdir(parents=True)
    (folder / "catalog" / "sources.yaml").write_text(SOURCES)
    (folder / "catalog" / "paper" / "first.yaml").write_text(DOCUMENT)
    return derived_from(folder / "catalog", folder).parent


@pytest.mark.parametrize(
    ("population", "low", "high", "below", "above"),
    [
        ("foreign", 1_631, 18_000, {NPL, CUB}, {FOREIGN}),
        ("CUB", 1_028, 17_397, {CUB}, {FOREIGN, NPL}),
        ("NPL", 603, 16_972, {NPL}, {FOREIGN, CUB}),
    ],
)
def test_each_side_is_tight_and_names_exactly_the_claims_that_it_rests_on(
    out: Path, population: str, low: int, high: int, below: set[str], above: set[str]
) -> None:
    of = "measure = 'recruited' AND population = ? AND as_of = '2025-12-31'"
    with duckdb.connect(str(out / "muster.duckdb"), read_only=True) as connection:
        bound = f"SELECT low, high FROM bound WHERE evidence_used = 'all' AND {of}"
        assert connection.execute(bound, [population]).fetchall() == [(low, high)]
        resting = f"SELECT side, claim_id FROM bound_claim WHERE evidence_used = 'all' AND {of}"
        found = connection.execute(resting, [population]).fetchall()
    assert {c for side, c in found if side == "low"} == below
    assert {c for side, c in found if side == "high"} == above


def test_nobody_was_counted_by_name_so_that_band_is_vacuous_and_shown_so(out: Path) -> None:
    told = CliRunner().invoke(main, ["explain", "recruited/CUB/2025-12-31", "--out", str(out)])
    assert told.exit_code == 0
    assert "0 (vacuous)" in told.stdout
    assert "17,397" in told.stdout
    assert "“at least 603 Nepalis”" in told.stdout
