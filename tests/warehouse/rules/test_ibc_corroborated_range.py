"""ibc_corroborated_range: what two witnesses say, at either end."""

from __future__ import annotations

from hypothesis import given

from tests.warehouse.rules.figures import cell, cells, figure
from warehouse.reconcile.figures import states_least
from warehouse.reconcile.rule import Cell, Figure
from warehouse.rules.ibc_corroborated_range import RULE


def ends(*figures: Figure) -> tuple[int | None, int | None]:
    told = RULE.reconcile(cell(*figures))
    assert told.best is None
    return told.low, told.high


def test_one_witness_is_provisional_however_often_it_speaks() -> None:
    told = RULE.reconcile(cell(figure(155, by="a"), figure(163, by="a")))
    assert (told.low, told.high, told.members) == (None, None, ())
    assert told.because == "provisional: one witness only, A"
    assert set(told.left_out.values()) == {told.because}


def test_two_witnesses_who_differ_give_a_range() -> None:
    told = RULE.reconcile(cell(figure(155, by="a"), figure(163, by="b")))
    assert (told.low, told.high) == (155, 163)
    assert told.because == "of 2 witnesses, two say at least 155 and two say at most 163"
    assert told.members == ("a/155-155", "b/163-163")


def test_whoever_stands_alone_at_an_end_does_not_make_it() -> None:
    assert ends(figure(155, by="a"), figure(163, by="b"), figure(163, by="c")) == (163, 163)
    assert ends(figure(155, by="a"), figure(155, by="b"), figure(163, by="c")) == (155, 155)
    assert ends(figure(5, by="a"), figure(155, by="b"), figure(15_000, by="c")) == (155, 155)


def test_two_against_two_span_both() -> None:
    two = figure(155, by="a"), figure(155, by="b")
    assert ends(*two, figure(163, by="c"), figure(163, by="d")) == (155, 163)


def test_ranges_corroborate_with_their_ends() -> None:
    assert ends(figure(1500, 2500, by="a"), figure(1000, 5000, by="b")) == (1000, 5000)


def test_open_figures_corroborate_on_the_side_that_they_state() -> None:
    told = RULE.reconcile(cell(figure(550, by="a", open_upwards=True), figure(3388, by="b")))
    assert (told.low, told.high) == (550, None)
    assert told.because.endswith("two say at least 550 and no two say how many at most")
    up_to = figure(0, 5000, 5000, by="a", qualifier="up to")
    assert ends(up_to, figure(4500, 5500, by="b")) == (None, 5500)


def test_people_counted_so_far_are_no_most() -> None:
    listed = figure(1028, by="a", evidence="named")
    assert ends(listed, figure(1000, 25_000, by="b")) == (1000, None)
    assert ends(listed, figure(900, 25_000, by="b"), figure(950, 9000, by="c")) == (950, 25_000)


def test_where_no_two_state_the_same_side_there_is_no_answer() -> None:
    up_to = figure(0, 5000, 5000, by="a", qualifier="up to")
    told = RULE.reconcile(cell(up_to, figure(200, by="b", open_upwards=True)))
    assert (told.low, told.high, told.members) == (None, None, ())


def test_a_witness_counts_once_with_what_it_commits_itself_to_furthest() -> None:
    one = figure(34, by="a", open_upwards=True), figure(24, 99, by="a", qualifier="dozens")
    assert ends(*one, figure(35, 45, by="b")) == (34, 99)


def say(cell: Cell, number: int, *, least: bool) -> int:
    """How many witnesses say that it is at least, or at most, the number."""
    if least:
        return len({f.witness for f in cell.standing if states_least(f) and f.low >= number})
    capped = [f for f in cell.standing if f.high is not None and not f.floor]
    return len({f.witness for f in capped if (f.high or 0) <= number})


@given(cell=cells(least=2))
def test_the_ends_are_what_trying_every_number_finds(cell: Cell) -> None:
    tried = sorted({n for f in cell.standing for n in (f.low, f.high) if n is not None})
    least = max((n for n in tried if say(cell, n, least=True) >= 2), default=None)
    most = min((n for n in tried if say(cell, n, least=False) >= 2), default=None)
    told = RULE.reconcile(cell)
    ends = [n for n in (least, most) if n is not None]
    assert sorted(n for n in (told.low, told.high) if n is not None) == sorted(ends)
    if most is None or least is None:
        assert (told.low, told.high) == (least, most)
