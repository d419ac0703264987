"""Some of the mutants that `python -m benchmarks.mutants` makes by the thousand, each judged."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.mutants.edit import Edit, replaced
from benchmarks.mutants.judge import ELSEWHERE, RECORD, SAME, WRITTEN, WRONG, judge
from benchmarks.mutants.read import Catalog
from benchmarks.mutants.run import CATALOGS, every, tried
from sources import load

FILE = "daily/counts.yaml"


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return Catalog(CATALOGS["every key"][0], tmp_path_factory.mktemp("every") / "key")


def edit(catalog: Catalog, old: str, new: str, keys: frozenset[str] | None = None) -> Edit:
    """The catalog with the first `old` of a file exchanged for `new`."""
    text = catalog.data(FILE).decode()
    at = text.index(old)
    return replaced("by hand", FILE, text, (at, at + len(old)), new, keys)


@pytest.mark.parametrize(
    ("name", "many"), [("every key", 110), ("small", 60)], ids=["every key", "small"]
)
def test_a_mutant_is_read_right_or_refused_at_its_line(
    name: str, many: int, tmp_path: Path
) -> None:
    catalog = Catalog(CATALOGS[name][0], tmp_path / "catalog")
    rng = random.Random(6)
    edits = [one for file in catalog.files for one in every(rng, file, catalog.data(file))]
    for one in rng.sample(edits, many):
        outcome, why, _ = tried(catalog, one)
        place = f"{one.kind} at {one.file}:{one.new[0]}-{one.new[1]}"
        assert outcome not in (WRONG, ELSEWHERE), f"{outcome}: {place}: {why}"


def test_what_is_read_quickly_is_what_check_reads(catalog: Catalog) -> None:
    for old, new in (
        ("1,000 to", "1,500 to"),
        ("measure: recruited", "measur: x"),
        ('says: "', ""),
    ):
        one = edit(catalog, old, new)
        quick = catalog.read(one)
        with catalog.changed(one):
            frames, problems = load.check(catalog.root)
        assert {key[1] for key in quick.rows if key[0] == "claim"} == set(frames["claim"].claim_id)
        assert set(quick.problems) == set(problems)


def test_the_judge_knows_a_change_of_the_record_itself(catalog: Catalog) -> None:
    says = frozenset({"says"})
    for old, new, expected in (
        ("1,000 to", "1,200 to", RECORD),  # `reads`, five lines on, disagrees
        ("dozens of Cubans", "30 Cubans", WRITTEN),
        ("# The comment", "# A comment", SAME),
    ):
        one = edit(catalog, old, new, says)
        assert judge(catalog, one, catalog.read(one))[0] == expected


def test_the_judge_sees_what_must_not_happen(catalog: Catalog) -> None:
    one = edit(catalog, "dozens of Cubans", "30 Cubans", frozenset({"says"}))
    now = catalog.read(one)
    key = ("claim", "daily-retold/nepalis")
    now.rows[key] = {**now.rows[key], "low": 7}
    assert judge(catalog, one, now)[0] == WRONG
    del now.rows[key]
    assert judge(catalog, one, now)[0] == WRONG


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("    note: The page", '    note: "The page', 23, "line 22"),
        ("  - id: foreigners\n", "      - id: foreigners\n", 23, "line"),
        ("  evidence: official", "  evidence: offi\rcial", 12, "U+000D"),
        ("    note: The page says this twice.\n  - id", "    note: >\n      Twice.\n      - id", 24,
         "a record inside the text that begins in line 22"),
        ("  claimant: general-staff\n", "", 14, f"the defaults ({FILE}:9) have none"),
    ],
)  # fmt: skip
def test_a_fault_that_shows_further_down_is_traced_to_where_it_began(
    catalog: Catalog, old: str, new: str, line: int, told: str
) -> None:
    found = catalog.read(edit(catalog, old, new)).problems
    near = [problem for problem in found if problem.file == FILE and told in problem.message]
    assert near, found
    assert abs(near[0].line - line) <= 1


def test_a_channel_whose_parent_was_refused_does_not_become_the_default(tmp_path: Path) -> None:
    catalog = Catalog(CATALOGS["every key"][0], tmp_path / "catalog")
    file = "vocabulary/channels.yaml"
    text = catalog.data(file).decode().replace("{id: all, name:", "{id: all, nmae:")
    found = catalog.read(Edit("by hand", file, text.encode(), (1, 1), (1, 1)))
    channels = {row["channel"] for key, row in found.rows.items() if key[0] == "claim"}
    assert channels <= {"moscow"}
    assert all(
        row["channel"] == catalog.base.rows[key]["channel"]
        for key, row in found.rows.items()
        if key[0] == "claim"
    )
