"""muster cite, on a made-up catalog."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from warehouse.citations import languages

CLAIM = "gazette-first/nepalis"


@pytest.fixture
def out(built_once: Path) -> Path:
    """The results of the made-up catalog; no test changes them."""
    return built_once / "out"


def cite(out: Path, *arguments: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, ["cite", *arguments, "--out", str(out)])


def test_a_claim_is_cited_in_one_line(out: Path) -> None:
    told = cite(out, CLAIM)
    assert told.exit_code == 0
    assert told.stdout.count("\n") == 1
    assert told.stdout.startswith("90 people from Nepal ")
    assert "“90 Nepalis”" in told.stdout


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("uk", "90 осіб із Непалу"),
        ("ru", "90 человек из Непала"),
        ("es", "90 personas de Nepal"),
        ("fr", "90 ressortissants du Népal"),
    ],
)
def test_it_is_cited_in_another_language(out: Path, lang: str, words: str) -> None:
    assert cite(out, CLAIM, "--lang", lang).stdout.startswith(words)


def test_the_beginning_of_an_id_is_enough(out: Path) -> None:
    assert cite(out, "gazette-first/nep").stdout == cite(out, CLAIM).stdout


def test_its_document_is_given_as_bibtex_and_csl(out: Path) -> None:
    assert cite(out, CLAIM, "--format", "bibtex").stdout.startswith("@online{gazette-first,\n")
    (found,) = json.loads(cite(out, CLAIM, "--format", "csl").stdout)
    assert found["id"] == "gazette-first"


def test_json_has_the_sentence_and_both_references(out: Path) -> None:
    told = json.loads(cite(out, CLAIM, "--lang", "fr", "--json").stdout)
    assert told["claim_id"] == CLAIM
    assert told["sentence"] + "\n" == cite(out, CLAIM, "--lang", "fr").stdout
    assert told["bibtex"] + "\n" == cite(out, CLAIM, "--format", "bibtex").stdout
    assert [told["csl"]] == json.loads(cite(out, CLAIM, "--format", "csl").stdout)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["gazette-first/nepalix"], f"did you mean '{CLAIM}'?"),
        (["recruited/NPL/2030-01-01"], "is a bound; expected the id of a claim"),
        (["gazette"], "is a source; expected the id of a claim"),
        (["NPL/recruited"], "is a row of comparison_by_country; expected the id of a claim"),
        ([CLAIM, "--lang", "de"], "'de' is none of en, es, fr, ru, uk"),
        ([CLAIM, "--format", "ris"], "'ris' is not one of"),
    ],
)
def test_what_cannot_be_cited_is_an_error_of_the_call(
    out: Path, arguments: list[str], says: str
) -> None:
    told = cite(out, *arguments)
    assert told.exit_code == 2
    assert says in told.stderr


def test_a_contradiction_and_a_cell_are_no_claims(out: Path) -> None:
    conflicts = CliRunner().invoke(main, ["conflicts", "--json", "--out", str(out)])
    (conflict,) = json.loads(conflicts.stdout)["conflicts"]
    told = cite(out, conflict["conflict_id"])
    assert told.exit_code == 2
    assert "is a contradiction; expected the id of a claim" in told.stderr


def test_the_help_lists_the_languages() -> None:
    told = CliRunner().invoke(main, ["cite", "--help"]).stdout
    assert f"{', '.join(languages()[:-1])} or {languages()[-1]}." in " ".join(told.split())
