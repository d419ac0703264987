"""How contradictions and bounds are laid out on a screen, from answers made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipelines.cli import argued, summary
from pipelines.cli.beside import _retold
from pipelines.cli.conflicts import _member
from pipelines.cli.told import sentence
from warehouse.answers.bound import Band, Bound, Side, Step
from warehouse.answers.conflicts import Member
from warehouse.answers.least import Component, Sum
from warehouse.answers.retold import Disagreement
from warehouse.answers.told import Told


def told(claim_id: str, party: str = "none", held: bool = True) -> Told:
    """A claim; its words are its id in capitals."""
    return Told(
        claim_id, claim_id.upper(), "Gazette", "Nepal, recruited by 2025", 1, 1, "", "", "", "",
        None, None, party, held,
    )  # fmt: skip


def side(value: int | None, *amounts: int) -> Side:
    """A side that claims c0, c1 and so on bring about."""
    steps = [Step(f"c{n} brings {amount:,}.", f"c{n}", amount) for n, amount in enumerate(amounts)]
    end = Step("So it is.", None, None)
    ids = tuple(told(f"c{n}") for n in range(len(amounts)))
    return Side(value, "solved" if amounts else "vacuous", ids, (*steps, end))


def bound(
    counted: tuple[Side, Side], everything: tuple[Side, Side], tightest: bool = True
) -> Bound:
    bands = (Band("counted", *counted, True), Band("all", *everything, tightest))
    day = date(2025, 12, 31)
    return Bound("recruited", "recruited", "NPL", "Nepal", day, day, bands, None)


def shown(about: Bound, capsys: pytest.CaptureFixture[str]) -> list[str]:
    argued.show(about)
    return capsys.readouterr().out.splitlines()


NOTHING, LEAST = side(None), side(0)


def test_of_many_claims_the_largest_are_argued_and_the_others_listed_with_their_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    amounts = (5, 4000, 7, 300, 20, 1, 9)
    lines = shown(bound((LEAST, NOTHING), (side(4342, *amounts), NOTHING)), capsys)
    full = [line for line in lines if " brings " in line]
    assert [line.split()[1] for line in full] == ["c1", "c3", "c4"]
    others = lines.index("    4.  4 others bear on it in the same ways:")
    listed = lines[others + 1 : others + 9]
    assert [line.split()[0] for line in listed[::2]] == ["9", "7", "5", "1"]
    assert listed[0].split("  ")[-1] == "“C6” (Gazette: Nepal, recruited by 2025)"
    assert [line.strip() for line in listed[1::2]] == ["c6", "c2", "c0", "c5"]
    assert lines[others + 9] == "    5.  So it is."


def test_few_claims_are_all_argued_in_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(bound((LEAST, NOTHING), (side(21, 1, 2, 3, 4, 5, 6), NOTHING)), capsys)
    full = [line.split()[1] for line in lines if " brings " in line]
    assert full == ["c0", "c1", "c2", "c3", "c4", "c5"]
    assert "others" not in "".join(lines)


def test_what_estimates_add_nothing_to_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    same = side(603, 603)
    lines = shown(bound((same, NOTHING), (same, side(900, 900))), capsys)
    assert lines.count("    1.  c0 brings 603.") == 1
    assert "  at least: 603, as above" in lines
    assert "  at most 900, because" in lines
    assert "(solved: by several, in a linear programme)" in lines


def test_where_nothing_bounds_it_that_is_said_in_one_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = shown(bound((LEAST, NOTHING), (LEAST, NOTHING)), capsys)
    assert "Nothing follows: at least 0, and nothing limits it from above." in lines
    assert not any("because" in line or "as above" in line for line in lines)


@pytest.mark.parametrize("tightest", [True, False])
def test_a_band_that_is_not_proved_the_tightest_says_so(
    capsys: pytest.CaptureFixture[str], tightest: bool
) -> None:
    text = "\n".join(shown(bound((LEAST, NOTHING), (side(9, 9), NOTHING), tightest), capsys))
    assert ("if every estimate is true: these bounds hold, yet" in text) is not tightest
    assert "counted people only: these bounds hold" not in text


ONE, OTHER = told("one"), told("other")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Disagreement(ONE, OTHER, 2, 0, 50, ("Herald",), "abc"),
         "of contradiction abc: 2 further pairs among retellings, by up to 50; retold by Herald"),
        (Disagreement(ONE, OTHER, 1, 2, 50, ("Herald", "Mail"), None),
         "“ONE” (Gazette: Nepal, recruited by 2025) against “OTHER” (Gazette: Nepal, recruited by "
         "2025): 1 pair contradicts and 2 pairs may contradict, by up to 50; retold by Herald and "
         "Mail"),
        (Disagreement(ONE, ONE, 0, 1, 1, ("Herald",), None),
         "“ONE” (Gazette: Nepal, recruited by 2025) against its own retellings: 1 pair may "
         "contradict, by 1; retold by Herald"),
    ],
)  # fmt: skip
def test_a_disagreement_that_is_repeated_is_one_line(found: Disagreement, said: str) -> None:
    assert _retold(found) == said


def test_a_sentence_says_whether_a_figure_is_a_partys() -> None:
    assert sentence(ONE).endswith("(Gazette: Nepal, recruited by 2025)")
    theirs = sentence(told("one", "ukraine"))
    assert theirs.endswith("(Gazette: Nepal, recruited by 2025; a party's figure: ukraine)")


@pytest.mark.parametrize(
    ("claim", "repeated_by", "said"),
    [
        (told("one"), (), []),
        (told("one", "ukraine"), (), ["a party's figure: ukraine"]),
        (told("one", held=False), (), ["the original is not held"]),
        (told("one", "ukraine", held=False), (OTHER,),
         ["a party's figure: ukraine; the original is not held; repeated by Herald"]),
    ],
)  # fmt: skip
def test_a_member_of_a_conflict_is_marked_below_its_id(
    claim: Told, repeated_by: tuple[Told, ...], said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    again = tuple(replace(other, published_by="Herald") for other in repeated_by)
    _member(Member("inner", claim, again))
    first, *notes = capsys.readouterr().out.splitlines()
    assert first == "  inner  one"
    assert [note.strip() for note in notes] == said


@pytest.mark.parametrize(
    ("size", "ways", "complete", "gap", "how_many", "choice"),
    [
        (1, 1, True, 0, "1", "this alone does it"),
        (2, 1, True, 0, "2", "these alone do it"),
        (1, 2, True, 0, "1", "either does it"),
        (1, 3, True, 0, "1", "any of these 3 does it"),
        (2, 5, False, 1, "2 (perhaps 1 fewer)", "5 ways or more to choose them"),
    ],
)
def test_how_many_roots_are_set_aside_in_how_many_ways(
    size: int, ways: int, complete: bool, gap: int, how_many: str, choice: str
) -> None:
    told = Component(1, 7, 4, 2, size, ways, complete, gap, (), ()).choice
    assert told == (
        f"{how_many} of the 4 roots (carried by 7 claims) in 2 contradictions; {choice}:"
    )


@pytest.mark.parametrize(
    ("parts", "made", "left", "said"),
    [
        (1, (507, 507), (264, 264), "1 part makes 507, 264 left over"),
        (2, (16, 16), (1485, None), "2 parts make 16, at least 1,485 left over"),
        (2, (30, None), (None, -5), "2 parts make at least 30, at least 5 too many"),
        (2, (8, 9), (-9, -8), "2 parts make 8 to 9, at least 8 too many"),
    ],
)
def test_what_parts_make_and_what_they_leave(
    parts: int, made: tuple[int, int | None], left: tuple[int | None, int | None], said: str
) -> None:
    assert Sum(ONE, parts, *made, *left, False, False, "").made == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(3, None, "at least 3"), (3, 9, "3 to 9"), (3, 3, "exactly 3"), (0, 0, "exactly 0")],
)
def test_a_band_in_the_summary_has_one_number_where_it_leaves_no_room(
    low: int, high: int | None, said: str
) -> None:
    assert summary._interval(low, high) == said
