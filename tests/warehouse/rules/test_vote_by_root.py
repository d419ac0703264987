"""vote_by_root: one vote a witness, numbers within the tolerance together, ties as a set."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.rules.figures import cell, figure
from warehouse.reconcile.rule import Answer, Figure
from warehouse.rules.vote_by_root import NO_NUMBER, RULE, TOLERANCE


def vote(*figures: Figure) -> Answer:
    return RULE.reconcile(cell(*figures))


def numbers(told: Answer) -> tuple[int | None, int | None, int | None]:
    return told.low, told.best, told.high


def test_the_number_that_most_witnesses_give_wins() -> None:
    told = vote(figure(500, by="a"), figure(900, by="b"), figure(500, by="c"))
    assert numbers(told) == (500, 500, 500)
    assert told.members == ("a/500-500", "c/500-500")
    assert told.left_out == {
        "b/900-900": "outvoted: 1 of 3 votes within 5 % of 900, the most have 2"
    }
    assert told.because == "2 of 3 votes for 500"


def test_an_exact_count_and_its_round_figure_are_one_vote() -> None:
    told = vote(figure(1049, by="a"), figure(1000, by="b"), figure(3000, by="c"))
    assert numbers(told) == (1000, 1000, 1049)
    assert told.because == "2 of 3 votes for 1,000 to 1,049, which lie within 5 % of one another"
    assert vote(figure(1051, by="a"), figure(1000, by="b")).best is None


def test_the_best_is_the_middle_figure() -> None:
    assert vote(*(figure(n, by=by) for n, by in ((100, "a"), (104, "b"), (105, "c")))).best == 104


def test_a_tie_gives_all_that_are_tied_and_no_best() -> None:
    told = vote(figure(554, by="a"), figure(800, by="b"))
    assert numbers(told) == (554, None, 800)
    assert told.left_out == {}
    assert told.because == "a tie, 1 of 2 votes each: 554, 800"


def test_groups_that_overlap_may_tie() -> None:
    told = vote(figure(100, by="a"), figure(104, by="b"), figure(108, by="c"))
    assert numbers(told) == (100, None, 108)


def test_a_loser_below_a_tie_is_left_out() -> None:
    pairs = ((100, "a"), (100, "b"), (900, "c"), (900, "d"), (5000, "e"))
    told = vote(*(figure(n, by=by) for n, by in pairs))
    assert numbers(told) == (100, None, 900)
    assert set(told.left_out) == {"e/5000-5000"}


def test_a_witness_with_several_numbers_divides_its_vote() -> None:
    told = vote(figure(1500, by="a"), figure(1300, by="a"), figure(40, by="b"))
    assert numbers(told) == (40, 40, 40)
    assert told.left_out["a/1300-1300"].startswith("outvoted: 0.5 of 2 votes")


def test_one_witness_wins_unopposed_however_often_it_repeats_itself() -> None:
    told = vote(figure(931, claim_id="x"), figure(931, claim_id="y"))
    assert numbers(told) == (931, 931, 931)
    assert told.because == "one witness, unopposed"
    assert told.members == ("x", "y")


def test_one_witness_with_several_numbers_has_no_best() -> None:
    told = vote(figure(1500), figure(1300))
    assert numbers(told) == (1300, None, 1500)
    assert told.because == "one witness, with several numbers: 1,300, 1,500"


def test_an_open_figure_votes_for_its_number_and_leaves_the_high_open() -> None:
    more_than = figure(621, point=620, open_upwards=True)
    assert numbers(vote(more_than)) == (621, 621, None)
    assert numbers(vote(more_than, figure(620, by="b"))) == (620, 620, None)
    assert numbers(vote(more_than, figure(630, by="b"))) == (621, 621, 630)


def test_a_range_votes_for_its_middle() -> None:
    told = vote(figure(1000, 5000), figure(3000, by="b"))
    assert numbers(told) == (1000, 3000, 5000)


def test_people_counted_so_far_vote_and_give_no_high() -> None:
    assert numbers(vote(figure(155, evidence="named"))) == (155, 155, None)
    told = vote(figure(155, evidence="named"), figure(155, by="b"))
    assert numbers(told) == (155, 155, 155)
    told = vote(figure(156, evidence="named"), figure(155, by="b"))
    assert numbers(told) == (155, 155, None)


def test_words_without_a_number_have_none_to_vote_for() -> None:
    dozens = figure(24, 99, qualifier="dozens")
    told = vote(dozens, figure(24, by="b"))
    assert told.left_out == {dozens.claim_id: NO_NUMBER}
    assert vote(dozens).left_out == {dozens.claim_id: NO_NUMBER}
    assert vote(dozens).because == NO_NUMBER


def by_trial(figures: list[Figure]) -> list[tuple[int, ...]]:
    """The winning sets of numbers, from every set that lies within the tolerance."""
    said = {(f.witness, f.number) for f in figures}
    known = sorted({n for _, n in said})
    sets = {
        tuple(n for n in known if low <= n <= high)
        for low in known for high in known
        if low <= high and high * 100 <= low * (100 + TOLERANCE)
    }  # fmt: skip

    def votes(group: tuple[int, ...]) -> float:
        own = {w: [n for v, n in said if v == w] for w, _ in said}
        return sum(sum(n in group for n in ns) / len(ns) for ns in own.values())

    most = max(map(votes, sets))
    return [s for s in sets if abs(votes(s) - most) < 1e-9]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(90, 130)), min_size=1, max_size=7))
def test_the_winners_are_those_of_every_way_to_group_them(said: list[tuple[str, int]]) -> None:
    figures = [figure(n, by=by, claim_id=f"{i}") for i, (by, n) in enumerate(said)]
    told, winners = vote(*figures), by_trial(figures)
    chosen = {n for group in winners for n in group}
    assert {f.number for f in figures if f.claim_id in told.members} == chosen
    assert (told.best is None) == (len(winners) > 1)
