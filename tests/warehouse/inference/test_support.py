"""What bounds rest on: sets that alone give them, and none of whose members can be spared."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.warehouse.inference.counts import DAYS, GROUPS, LATTICE, Claim
from tests.warehouse.inference.test_bounds_by_trial import a_claim
from warehouse.inference.bands import bands
from warehouse.inference.model import UNBOUNDED
from warehouse.inference.propagate import HIGH, LOW
from warehouse.inference.question import Question
from warehouse.inference.reduction import Reduction
from warehouse.inference.sparing import spared
from warehouse.inference.system import as_tight, bound, consistent


@settings(max_examples=30)
@given(st.lists(a_claim(), min_size=2, max_size=6), st.data())
def test_the_claims_of_a_side_alone_give_it_and_none_can_be_spared(
    claims: list[Claim], data: st.DataObject
) -> None:
    figures = [c.figure(n) for n, c in enumerate(claims)]
    if not consistent(figures, LATTICE):
        return
    found = bands(figures, LATTICE, sorted(GROUPS), DAYS)
    population, measure = data.draw(st.sampled_from(sorted(found.of)))
    day, side = data.draw(st.integers(0, len(DAYS) - 1)), data.draw(st.sampled_from([LOW, HIGH]))
    band = found.of[population, measure]
    source, value = (band.low_from, band.low) if side == LOW else (band.high_from, band.high)
    variable = int(source[day])
    if variable < 0:
        assert value[day] == (0 if side == LOW else UNBOUNDED)
        return
    rests_on = [figures[n] for n in found.support.of(variable, side)]

    def given_by(some: list[object]) -> int | None:
        who = (population, frozenset[str]())
        return bound(some, LATTICE, who, measure, DAYS[day], side)  # type: ignore[arg-type]

    def as_tight(got: int | None) -> bool:
        limit = int(value[day])
        return got is not None and (got >= limit if side == LOW else got <= limit)

    assert as_tight(given_by(list(rests_on)))
    for n in range(len(rests_on)):
        assert not as_tight(given_by([*rests_on[:n], *rests_on[n + 1 :]]))
    assert np.all(band.low <= band.high)


@settings(max_examples=20)
@given(st.lists(a_claim(), min_size=2, max_size=6))
def test_what_other_bounds_left_spares_a_filter_and_changes_no_outcome(claims: list[Claim]) -> None:
    figures = [c.figure(n) for n, c in enumerate(claims)]
    if not consistent(figures, LATTICE):
        return
    found = bands(figures, LATTICE, sorted(GROUPS), DAYS)
    everyone = tuple(range(len(figures)))
    questions = {
        Question(found.support.target(int(variable)), side, int(value), everyone)
        for band in found.of.values()
        for side, source, values in (
            (LOW, band.low_from, band.low),
            (HIGH, band.high_from, band.high),
        )
        for variable, value in zip(source, values, strict=True)
        if variable >= 0
    }
    reduction = Reduction(figures, LATTICE)
    for question in sorted(questions, key=repr)[:40]:

        def enough(some: list[int], asked: Question = question) -> bool:
            own, at = [figures[n] for n in some], asked.target
            who, day = (at.population, at.excluding), at.as_of.first
            got = bound(own, LATTICE, who, at.measure, day, asked.side)
            return as_tight(got, asked.value, asked.side)

        assert reduction.of(question) == tuple(sorted(spared(everyone, enough)))
