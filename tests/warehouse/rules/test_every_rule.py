"""What holds for every rule, whichever it is: a file that is added to the rules is tried here too.

Each cell is drawn once and put to all of them; a failure names the rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.rules.figures import cells
from warehouse.reconcile.reconcile import answer
from warehouse.reconcile.registry import rules
from warehouse.reconcile.rule import Answer, Bounds, Cell, Figure

# Its numbers and members are those of the bounds, whatever the figures of the cell say.
BOUNDS = "joint_bounds"
# Rules whose numbers need not be those of the figures: a codebook's numbers for words, sums of
# parts, bounds.
OUTSIDE = ("acled_conservative", "airwars_minmax", BOUNDS)


def numbers(told: Answer) -> tuple[int | None, int | None, int | None]:
    return told.low, told.best, told.high


def known(cell: Cell) -> dict[str, Figure]:
    """The figures of the cell and their parts, by claim id."""
    return {f.claim_id: f for whole in cell.standing for f in (whole, *whole.parts)}


def both(one: Cell, other: Cell) -> Iterator[tuple[str, Answer, Answer]]:
    """What each rule says of either."""
    for rule in rules().values():
        yield rule.id, answer(rule, one), answer(rule, other)


def renamed(cell: Cell, names: Mapping[str, str]) -> Cell:
    """The cell with other claim ids, wherever they stand."""

    def figure(f: Figure) -> Figure:
        whole = None if f.part_of is None else names[f.part_of]
        parts = tuple(map(figure, f.parts))
        return replace(f, claim_id=names[f.claim_id], part_of=whole, parts=parts)

    bounds = cell.bounds and Bounds(
        cell.bounds.low,
        cell.bounds.high,
        tuple(names[c] for c in cell.bounds.claims),
        frozenset(names[c] for c in cell.bounds.set_aside),
    )
    return replace(cell, standing=tuple(map(figure, cell.standing)), bounds=bounds)


@given(cell=cells())
def test_each_figure_is_a_member_or_left_out_with_a_reason(cell: Cell) -> None:
    stand = {f.claim_id for f in cell.standing}
    claims = set(known(cell)) | set(cell.bounds.claims if cell.bounds else ())
    for rule in rules().values():
        told = answer(rule, cell)  # raises where one is neither, or the numbers are out of order
        assert len(set(told.members)) == len(told.members), rule.id
        assert set(told.left_out) <= stand, rule.id
        assert set(told.members) <= claims, rule.id
        assert all((told.because, *told.left_out.values())), rule.id


@given(cell=cells())
def test_numbers_need_members_and_members_give_numbers(cell: Cell) -> None:
    for rule in rules().values():
        told = answer(rule, cell)
        assert all(n is None or n >= 0 for n in numbers(told)), rule.id
        if rule.id != BOUNDS:  # that there are no fewer than none needs no claim
            assert bool(told.members) == (numbers(told) != (None, None, None)), rule.id


@given(cell=cells(least=2), order=st.randoms(use_true_random=False))
def test_the_order_of_figures_changes_nothing(cell: Cell, order: Random) -> None:
    shuffled = list(cell.standing)
    order.shuffle(shuffled)
    for rule, told, again in both(cell, replace(cell, standing=tuple(shuffled))):
        assert numbers(told) == numbers(again), rule
        assert set(told.members) == set(again.members), rule
        assert told.left_out == again.left_out, rule


@given(cell=cells(least=2))
def test_other_claim_ids_give_the_same_numbers_and_members(cell: Cell) -> None:
    ids = sorted(known(cell))
    names = {old: f"x{len(ids) - n}" for n, old in enumerate(ids)}
    for rule, told, again in both(cell, renamed(cell, names)):
        assert numbers(told) == numbers(again), rule
        assert {names[c] for c in told.members} == set(again.members), rule
        assert {names[c] for c in told.left_out} == set(again.left_out), rule


@given(cell=cells(), which=st.integers(0, 4))
def test_a_witness_that_says_the_same_twice_is_still_one(cell: Cell, which: int) -> None:
    said = cell.standing[which % len(cell.standing)]
    again = replace(said, claim_id="again")
    for rule, told, twice in both(cell, replace(cell, standing=(*cell.standing, again))):
        assert numbers(told) == numbers(twice), rule
        if rule != BOUNDS:
            assert (said.claim_id in told.members) == ("again" in twice.members), rule


@given(cell=cells())
def test_no_number_lies_outside_of_what_the_members_say(cell: Cell) -> None:
    for rule in (r for r in rules().values() if r.id not in OUTSIDE):
        told = answer(rule, cell)
        members = [known(cell)[c] for c in told.members]
        least = min((min(f.low, f.number) for f in members), default=0)
        ends = [None if f.high is None else max(f.high, f.number) for f in members]
        most = max((end for end in ends if end is not None), default=0)
        for number in numbers(told):
            assert number is None or number >= least, rule.id
            assert number is None or None in ends or number <= most, rule.id
