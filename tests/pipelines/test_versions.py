"""Two builds of a catalog that changed between them: what changed in words, versions, rollback."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result

from pipelines.changed import changed
from pipelines.cli import main
from pipelines.code import code_version
from pipelines.settings import Settings, WrongSetting
from sources.vocabulary_fingerprint import vocabulary_fingerprint
from tests.history import without_history
from warehouse.changes.change import Change, Changes, Group, Made
from warehouse.changes.since import Since

EDITED = """\
document:
  id: gazette-first
  publisher: gazette
  title: A made-up report
  url: https://example.org/gazette/first
  published: 2025-03-01
  language: en
defaults: {claimant: gazette, measure: recruited}
claims:
  - {id: nepalis, says: "95 Nepalis", population: NPL, as_of: 2025-02-01}
  - {id: kenyans, says: "at least 30 Kenyans", population: KEN, as_of: 2025-02-11}
"""
KENYANS = "“at least 30 Kenyans” (The Example Gazette: Kenya, recruited by 2025-02-11)"
CUBANS = "“200 Cubans” (The Example Gazette: Cuba, recruited by 2025-02-01)"
NEPALIS = "“95 Nepalis” (The Example Gazette: Nepal, recruited by 2025-02-01)"
SAYS_OTHERWISE = (
    "words “95 Nepalis” instead of “90 Nepalis”; number printed 95 instead of 90; "
    "reading 95 instead of 90; usable as 95 instead of 90"
)
SENTENCES = {
    "claim_added": [f"{KENYANS} is added."],
    "claim_revised": [f"{NEPALIS} is revised: {SAYS_OTHERWISE}."],
    "claim_withdrawn": [f"{CUBANS} is withdrawn."],
    "conflict_revised": [
        f"By 55 instead of 50 (gazette-first/nepalis is revised): {NEPALIS} cannot be true "
        "together with “40 Nepalis” (Ministry of Examples: Nepal, recruited by 2025-04-01): "
        "everyone counted by the first is counted by the second (a count of everyone so far never "
        "falls), yet the first is at least 95 and the second at most 40; the first exceeds the "
        "second by 55."
    ],
    "bound_moved": [
        "Cuba, recruited (and 13 other bounds alike), if every estimate is true: no limit instead "
        "of at most 200 on 2025-02-01 and 36 earlier days from 2022-02-28, because "
        f"{CUBANS} is withdrawn.",
        "Cuba, recruited, if every estimate is true: at least 0 instead of 200 on 2025-04-01 and 4 "
        f"earlier days from 2025-02-01, because {CUBANS} is withdrawn.",
        "Kenya, recruited, if every estimate is true: at least 30 instead of 0 on 2025-04-01 and 3 "
        f"earlier days from 2025-02-11, because {KENYANS} is new.",
        "foreign nationals, recruited, if every estimate is true: at least 30 instead of 200 on "
        f"2025-04-01 and 4 earlier days from 2025-02-01, because {CUBANS} is withdrawn.",
    ],
    "rule_answers": [
        f"Nepal, recruited: 6 of 10 rules answer otherwise, because {NEPALIS} is revised: Minimum "
        "and maximum (Airwars) 40 to 95 instead of 40 to 90; Corroborated range (Iraq Body Count) "
        "40 to 95 instead of 40 to 90; Belligerents from one side 40 to 95, best 40 instead of 40 "
        "to 90, best 40; and 3 more."
    ],
    "country": [
        "Cuba, recruited: no longer counted (before: 1 claim, least 200, most 200).",
        "Kenya, recruited: counted for the first time, 1 claim, least 30, most 30.",
        "Nepal, recruited: most 95 instead of 90.",
    ],
}


@pytest.fixture(scope="module")
def twice(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The results of two builds, and what the command line said of the second."""
    folder = tmp_path_factory.mktemp("twice")
    for name in ("catalog", "out"):
        shutil.copytree(built_once / name, folder / name)
    (folder / "catalog" / "gazette" / "first.yaml").write_text(EDITED, encoding="utf-8")
    called = ("build", "--offline", "--catalog", str(folder / "catalog"))
    with without_history():
        done = CliRunner().invoke(main, (*called, "--out", str(folder / "out")))
    assert done.exit_code == 0, done.output
    return folder / "out", done.stdout


@pytest.fixture
def out(twice: tuple[Path, str], tmp_path: Path) -> Path:
    """The published file and its versions in a folder of the test's own."""
    shutil.copy(twice[0] / "muster.duckdb", tmp_path / "muster.duckdb")
    shutil.copytree(twice[0] / "versions", tmp_path / "versions")
    return tmp_path


def muster(out: Path, *arguments: str) -> Result:
    """Run a command on a folder."""
    return CliRunner().invoke(main, (*arguments, "--out", str(out)))


def listed(out: Path) -> list[dict[str, Any]]:
    """What `muster versions --json` lists."""
    found: list[dict[str, Any]] = json.loads(muster(out, "versions", "--json").stdout)
    return found


def build_of(path: Path) -> str:
    """The id of a file's build."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return str(connection.execute("SELECT build_id FROM build").fetchall()[0][0])


def test_known_edits_give_exactly_the_sentences_expected(twice: tuple[Path, str]) -> None:
    with duckdb.connect(str(twice[0] / "muster.duckdb"), read_only=True) as connection:
        rows = connection.execute("SELECT kind, sentence FROM change ORDER BY rank").fetchall()
    found: dict[str, list[str]] = {}
    for kind, sentence in rows:
        found.setdefault(kind, []).append(sentence)
    assert found == SENTENCES


def test_the_build_says_it_in_a_line_and_how_to_ask_for_more(twice: tuple[Path, str]) -> None:
    previous = next(v["build_id"] for v in listed(twice[0]) if not v["published"])
    assert (
        "since the last build: 1 claim added, 1 revised, 1 withdrawn; 1 contradiction by another "
        "amount; 4 bounds moved; 1 cell with other answers of rules; 3 counts by country changed "
        f"(muster diff {previous[:8]})"
    ) in twice[1]


def test_diff_tells_the_same_text_and_exits_3(out: Path) -> None:
    previous = next(v["build_id"] for v in listed(out) if not v["published"])
    done = muster(out, "diff", previous[:8])
    assert done.exit_code == 3, done.output
    for sentences in SENTENCES.values():
        assert all(f"  - {sentence}" in done.stdout for sentence in sentences)
    told = json.loads(muster(out, "diff", previous, "published", "--json").stdout)
    assert told["essential"]
    assert told["counts"]["bound_moved"] == 4
    kenya = next(c for c in told["changes"] if c["subjects"] == ["recruited/KEN/2025-04-01"])
    assert kenya["because"] == ["gazette-first/kenyans"]
    assert kenya["values"] == [{"what": "low", "before": 0, "after": 30}]


def test_diff_exits_0_where_nothing_essential_changed(out: Path) -> None:
    done = muster(out, "diff", "published", str(out / "muster.duckdb"))
    assert done.exit_code == 0
    assert "nothing changed" in done.stdout


def test_diff_tells_a_wrong_call_from_a_damaged_file(out: Path) -> None:
    done = muster(out, "diff", "nobody")
    assert done.exit_code == 2
    assert "no version 'nobody'" in done.stderr
    (out / "cut.duckdb").write_bytes((out / "muster.duckdb").read_bytes()[:20_000])
    done = muster(out, "diff", str(out / "cut.duckdb"))
    assert done.exit_code == 1
    assert "cut.duckdb" in done.stderr
    assert "Traceback" not in done.output


def test_versions_say_what_made_them_and_that_they_are_whole(out: Path) -> None:
    published, kept = listed(out)
    assert published["published"]
    assert not kept["published"]
    assert {published["state"], kept["state"]} == {"whole"}
    assert published["catalog_sha256"] != kept["catalog_sha256"]
    assert published["code_version"] == kept["code_version"] == code_version()
    assert published["vocabulary_sha256"] == vocabulary_fingerprint(out)
    assert (published["n_claims"], kept["n_claims"]) == (3, 3)
    table = muster(out, "versions")
    assert table.exit_code == 0
    assert kept["build_id"][:8] in table.stdout


@pytest.mark.parametrize("damage", ["flip", "cut"])
def test_a_damaged_version_is_named_and_refused(out: Path, damage: str) -> None:
    (kept,) = (out / "versions").glob("*.duckdb")
    content = bytearray(kept.read_bytes())
    content[len(content) // 2] ^= 1
    kept.write_bytes(content if damage == "flip" else content[:-1])
    build_id = build_of(out / "muster.duckdb")
    done = muster(out, "versions")
    assert done.exit_code == 1
    assert kept.name in done.stderr
    previous = kept.stem.partition("Z-")[2]
    for command in ("diff", "rollback"):
        done = muster(out, command, previous)
        assert done.exit_code == 1
        assert "is damaged" in done.stderr
    assert build_of(out / "muster.duckdb") == build_id


def test_a_rollback_loses_nothing_and_disturbs_no_reader(out: Path) -> None:
    published, kept = (v["build_id"] for v in listed(out))
    before = (out / "muster.duckdb").read_bytes()
    with duckdb.connect(str(out / "muster.duckdb"), read_only=True) as reader:
        done = muster(out, "rollback", kept[:8])
        assert done.exit_code == 0, done.output
        assert reader.execute("SELECT build_id FROM build").fetchall() == [(published,)]
    assert "next build" in done.stdout
    assert not done.stderr
    assert build_of(out / "muster.duckdb") == kept
    assert [(v["build_id"], v["state"]) for v in listed(out)] == [
        (kept, "whole"), (published, "whole"), (kept, "whole"),
    ]  # fmt: skip
    assert muster(out, "rollback", kept).exit_code == 1, "it is published already"
    assert muster(out, "rollback", published).exit_code == 0
    assert (out / "muster.duckdb").read_bytes() == before


def test_writing_into_a_file_put_back_does_not_reach_the_version(out: Path) -> None:
    kept = listed(out)[1]["build_id"]
    muster(out, "rollback", kept)
    with (out / "muster.duckdb").open("r+b") as stream:
        stream.write(b"\0" * 100)
    states = [(v["published"], v["state"]) for v in listed(out) if v["build_id"] == kept]
    assert (False, "whole") in states
    assert muster(out, "rollback", kept).exit_code == 0
    assert build_of(out / "muster.duckdb") == kept


def test_a_version_without_a_checksum_is_read_to_its_end_and_an_older_layout_is_told(
    out: Path,
) -> None:
    (kept,) = (out / "versions").glob("*.duckdb")
    for noted in (out / "versions").glob("*.sha256"):
        noted.unlink()
    with duckdb.connect(str(kept)) as connection:
        connection.execute("DROP TABLE sensitivity")
    assert {v["state"] for v in listed(out)} == {"unknown"}
    done = muster(out, "rollback", kept.stem.partition("Z-")[2])
    assert done.exit_code == 0, done.output
    assert "lacks sensitivity;" in done.stderr
    assert {v["state"] for v in listed(out) if v["published"]} == {"whole"}


def test_an_unknown_id_is_an_error_of_the_call(out: Path) -> None:
    assert muster(out, "rollback", "nobody").exit_code == 2
    assert muster(out / "empty", "versions").exit_code == 2


def test_how_many_versions_are_kept_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSTER_KEEP_VERSIONS", "3")
    assert Settings.from_environment().keep_versions == 3
    for wrong in ("many", "-1", "1.5", "²"):
        monkeypatch.setenv("MUSTER_KEEP_VERSIONS", wrong)
        with pytest.raises(WrongSetting, match="whole number"):
            Settings.from_environment()
    done = CliRunner().invoke(main, ["build"])
    assert done.exit_code == 2
    assert "MUSTER_KEEP_VERSIONS" in done.stderr


@pytest.mark.parametrize(
    ("wrong", "told"),
    [("many", "whole number"), ("0", "from 1 to"), ("-1", "whole"), ("257", "to")],
)
def test_how_many_processes_share_a_step_is_a_setting(
    monkeypatch: pytest.MonkeyPatch, wrong: str, told: str
) -> None:
    assert Settings.from_environment().processes == 1
    monkeypatch.setenv("MUSTER_PROCESSES", "2")
    assert Settings.from_environment().processes == 2
    monkeypatch.setenv("MUSTER_PROCESSES", wrong)
    with pytest.raises(WrongSetting, match=f"MUSTER_PROCESSES=.*{told}"):
        Settings.from_environment()


def test_the_ui_is_told_safely_what_changed_and_whether_it_matters() -> None:
    made = Made("a", datetime(2026, 11, 26, 4, 3), "c")
    change = Change("claim_added", ("d/c",), "“<b>5</b> men” is added.")
    found = Changes(made, made, (Group("claim_added", 12, (change,)),))
    entries = dict(changed(Since(found)))
    assert entries["essential changes"].value is True
    assert entries["changes"] == 12
    assert "12 claims added" in entries["what changed"].value
    assert "**Claims added** (12)" in entries["changelog"].value
    assert "and 11 more" in entries["changelog"].value
    assert "<b>" not in entries["changelog"].value
    (glance,) = entries["changes at a glance"].records
    assert list(glance.data.values()) == ["Claims added (12)", change.sentence]
    assert "essential changes" not in dict(changed(Since(None, "This is the first build.")))


def test_what_matters_is_told_to_the_ui_before_what_does_not() -> None:
    made = Made("a", datetime(2026, 11, 26, 4, 3), "c")
    aside = Change("claim_revised", ("d/c",), "A note is another one.", essential=False)
    moved = Change("bound_moved", ("m/p/d",), "A bound moved.")
    groups = (Group("claim_revised", 1, (aside,)), Group("bound_moved", 1, (moved,)))
    entries = dict(changed(Since(Changes(made, made, groups))))
    log = entries["changelog"].value
    assert log.index("A bound moved") < log.index("A note is another one")
    assert "**Claims revised** (1, nothing essential)" in log
    first, *_ = entries["changes at a glance"].records
    assert "A bound moved." in first.data.values()


def test_two_codes_and_two_vocabularies_never_look_the_same(tmp_path: Path) -> None:
    room = tmp_path / "warehouse"
    room.mkdir()
    model = room / "claim.sql"
    seen = set()
    for text in ("SELECT 1", "SELECT 2"):
        model.write_text(text)
        seen.add(code_version(tmp_path))
    model.rename(room / "origin.sql")
    seen.add(code_version(tmp_path))
    assert len(seen) == 3
    (room / "__pycache__").mkdir()
    (room / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert code_version(tmp_path) in seen

    plain = vocabulary_fingerprint(tmp_path)
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / "channels.yaml").write_text("[]")
    assert vocabulary_fingerprint(tmp_path) != plain
