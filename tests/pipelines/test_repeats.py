"""muster repeats on a made-up catalog, what it prints to paste, and the asset that finds it.

A radio retells the ministry's 1,417 in other words, and its 1,190 is the sum of two of its lists.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from pipelines.assets.suspected import suspected
from pipelines.cli import main
from pipelines.cli.output import plain
from pipelines.engines import ModelEngine
from pipelines.io import Stored
from pipelines.settings import Settings
from warehouse.repeats.frames import suspected as find

sys.path.insert(0, str(Path(__file__).parents[2]))  # the benchmarks are not installed
from benchmarks.repeats_catalog import tables

STATED = """\
document: {id: ministry-third, publisher: ministry, title: A second made-up statement,
  url: "https://example.org/ministry/third", published: 2025-05-02, language: en}
claims:
  - id: recruits
    claimant: ministry
    says: "1,417 Nepalis"
    measure: recruited
    population: NPL
    as_of: 2025-05-01
  - {id: list-one, claimant: ministry, says: "661 Kazakhs", measure: recruited, population: KAZ,
     as_of: 2025-04}
  - id: list-two
    claimant: ministry
    says: "529 Kazakhs"
    measure: signed_contract
    population: KAZ
    as_of: 2025-04
"""
RETOLD = """\
document: {id: gazette-fourth, publisher: gazette, title: A made-up retelling,
  url: "https://example.org/gazette/fourth", published: 2025-05-09, language: en}
claims:
  - id: recruits
    claimant: ministry
    says: "around 1,400 Nepalis"
    measure: serving
    population: NPL
    as_of: 2025-05-01
  - id: kazakhs
    claimant: ministry
    says: "1,190 Kazakhs"
    measure: recruited
    population: KAZ
    as_of: 2025-05
"""
RETELLING, ORIGIN = "gazette-fourth/recruits", "ministry-third/recruits"


@pytest.fixture
def catalog(settings: Settings) -> Path:
    """The made-up catalog with a statement and its retelling."""
    (settings.catalog / "ministry" / "third.yaml").write_text(STATED, encoding="utf-8")
    (settings.catalog / "gazette" / "fourth.yaml").write_text(RETOLD, encoding="utf-8")
    return settings.catalog


@pytest.fixture
def out(catalog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a warehouse of the tables that the command reads, and no others."""
    monkeypatch.setattr("warehouse.lacking.lacking", lambda _connection: [])
    folder = tmp_path / "out"
    folder.mkdir()
    read = tables(catalog)
    shown = {n: read[n] for n in ("claim", "origin")} | find(read)
    with duckdb.connect(str(folder / "muster.duckdb")) as connection:
        for name, frame in shown.items():
            connection.register("given", frame)
            connection.execute(f"CREATE TABLE {name} AS FROM given")
    return folder


def muster(out: Path, *arguments: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, ["repeats", *arguments, "--out", str(out)])


def test_all_suspicions_are_listed_the_most_telling_first(out: Path) -> None:
    told = json.loads(muster(out, "--json").stdout)
    assert [s["score"] for s in told] == sorted((s["score"] for s in told), reverse=True)
    assert {(s["claim"]["claim_id"], s["kind"]) for s in told} == {
        (RETELLING, "weaker_words"), ("gazette-fourth/kazakhs", "sum"),
    }  # fmt: skip
    listed = muster(out)
    assert listed.exit_code == 0
    assert listed.stdout.index(told[0]["claim"]["claim_id"]) < listed.stdout.index(
        told[1]["claim"]["claim_id"]
    )


@pytest.mark.parametrize("id_", [RETELLING, ORIGIN, "gazette-fourth/rec"])
def test_a_claim_shows_its_suspicion_from_either_end_with_the_evidence(out: Path, id_: str) -> None:
    told = muster(out, id_)
    assert told.exit_code == 0
    for said in (RETELLING, ORIGIN, "1,400 is 1,417 rounded", "Ministry of Examples", "certain"):
        assert said in told.stdout
    assert "kazakhs" not in told.stdout


def test_a_document_shows_all_of_its_own(out: Path) -> None:
    told = json.loads(muster(out, "gazette-fourth", "--json").stdout)
    assert len(told) == 2
    assert "661 and 529 make 1,190" in muster(out, "gazette-fourth").stdout


def test_where_nothing_is_suspected_that_is_said(out: Path) -> None:
    told = muster(out, "gazette-first")
    assert told.exit_code == 0
    assert "No claim is suspected" in told.stdout
    assert muster(out, "gazette-first", "--yaml").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gazette-fifth"], "did you mean 'gazette-f"),
        (["g"], "begins"),
        (["--yaml", "--json"], "one"),
    ],
)
def test_a_wrong_call_is_told(out: Path, arguments: list[str], said: str) -> None:
    told = muster(out, *arguments)
    assert told.exit_code == 2
    assert said in told.stderr


def pasted(catalog: Path, out: Path, id_: str) -> list[str]:
    """The claims whose entries the printed lines were pasted into, each at the end of its entry, or
    by hand into the braces where an entry stands in one line."""
    found = json.loads(muster(out, id_, "--json").stdout)
    entries = {e["claim_id"]: e for s in found for e in (s["claim"], s["source"], s["also"]) if e}
    by_file: dict[str, list[tuple[int, list[str]]]] = {}
    for block in muster(out, id_, "--yaml").stdout.strip("\n").split("\n\n"):
        lines = block.splitlines()
        place = next(e for e in entries.values() if f"line {e['line']}, " in block
                     and e["file"] in block)  # fmt: skip
        by_file.setdefault(place["file"], []).append((place["line"], lines))
    for file, blocks in by_file.items():
        path = catalog / file
        text = path.read_text(encoding="utf-8").splitlines()
        for line, lines in sorted(blocks, key=lambda b: -b[0]):
            if "{" in text[line - 1]:
                text[line - 1] = text[line - 1].replace("{", "{" + lines[-1].strip() + ", ", 1)
            else:
                text[line:line] = lines
        path.write_text("\n".join(text) + "\n", encoding="utf-8")
    return [line for blocks in by_file.values() for _, lines in blocks for line in lines]


@pytest.mark.parametrize(
    ("id_", "key", "changed"),
    [
        (RETELLING, "derives_from", {RETELLING: ORIGIN}),
        ("gazette-fourth/kazakhs", "part_of", {
            "ministry-third/list-one": "gazette-fourth/kazakhs",
            "ministry-third/list-two": "gazette-fourth/kazakhs",
        }),
    ],
)  # fmt: skip
def test_what_is_printed_can_be_pasted_and_the_suspicion_is_gone(
    catalog: Path, out: Path, id_: str, key: str, changed: dict[str, str]
) -> None:
    lines = pasted(catalog, out, id_)
    assert all(line == plain(line) and len(line) <= 100 for line in lines)
    checked = CliRunner().invoke(main, ["check", "--catalog", str(catalog)])
    assert checked.exit_code == 0, checked.output
    read = tables(catalog)
    linked = read["claim"].set_index("claim_id")[key].dropna().to_dict()
    assert linked == changed
    assert id_ not in set(find(read)["suspected_repeat"]["claim_id"])


def test_the_asset_hands_over_typed_columns(catalog: Path, tmp_path: Path) -> None:
    stored = {}
    for name, frame in tables(catalog).items():
        path = tmp_path / f"{name}.parquet"
        frame.to_parquet(path)
        stored[name] = Stored(path)
    output = suspected(ModelEngine(name="duckdb"), **stored)
    made = output.value["suspected_repeat"]
    assert len(made) == 2
    assert str(made["score"].dtype) == "Int64"
    shown = output.metadata["the most telling"].records
    assert shown[0].data["seems to repeat"] == made["evidence"][0]


def test_a_catalog_without_suspicions_gives_an_empty_table(
    settings: Settings, tmp_path: Path
) -> None:
    stored = {}
    for name, frame in tables(settings.catalog).items():
        frame.to_parquet(tmp_path / f"{name}.parquet")
        stored[name] = Stored(tmp_path / f"{name}.parquet")
    made = suspected(ModelEngine(name="duckdb"), **stored).value["suspected_repeat"]
    assert made.empty
    assert isinstance(made, pd.DataFrame)
    assert str(made["also_claim_id"].dtype) == "str"
