"""muster sources on a made-up catalog: two sources, which assert what they publish."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main


@pytest.fixture
def out(built_once: Path) -> Path:
    """The results of the made-up catalog; no test changes them."""
    return built_once / "out"


def muster(out: Path, *arguments: str) -> Result:
    """Run a command in this process on the published warehouse."""
    return CliRunner().invoke(main, [*arguments, "--out", str(out)])


def test_every_source_that_asserts_or_publishes_has_a_row(out: Path) -> None:
    cards = json.loads(muster(out, "sources", "--json").stdout)
    assert [c["source_id"] for c in cards] == ["gazette", "ministry"]
    assert [(c["n_claims"], c["n_roots"], c["n_conflicts"]) for c in cards] == [
        (2, 2, 1),
        (1, 1, 1),
    ]
    assert [c["median_days"] for c in cards] == [28, 1]
    table = muster(out, "sources").stdout
    assert "gazette" in table
    assert "none" not in table, "a source that is no party is marked as nothing"


def test_a_source_in_words_names_its_figures_and_conflicts(out: Path) -> None:
    told = muster(out, "sources", "gazette")
    assert told.exit_code == 0
    assert "Asserts 2 figures, 2 of them roots" in told.stdout
    assert "gazette-first/nepalis" in told.stdout
    assert "1 contradiction in which its roots stand" in told.stdout
    assert "relays;" not in told.stdout, "it retells nothing"
    in_full = json.loads(muster(out, "sources", "gazette", "--json").stdout)["source"]
    assert in_full["card"]["name"] == "The Example Gazette"
    assert len(in_full["conflicts"]) == 1


def test_an_unknown_source_is_an_error_of_the_call(out: Path) -> None:
    told = muster(out, "sources", "gazete")
    assert told.exit_code == 2
    assert "did you mean 'gazette'" in told.stderr
