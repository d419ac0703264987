"""Containment and separation against worlds of people: neither ever fails in any of them."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.inference.vocabularies import a_lattice, scopes
from tests.warehouse.inference.worlds import Person, a_person, choices, counts
from warehouse.inference.apart import apart
from warehouse.inference.lattice import Lattice
from warehouse.inference.scope import Scope, within

seeds = st.integers(0, 2**32)


def _world(seed: int) -> tuple[Lattice, list[Scope], list[Person]]:
    rng = random.Random(seed)
    lattice = a_lattice(rng)
    return lattice, scopes(rng, lattice, 25), [a_person(rng, lattice) for _ in range(40)]


@given(seed=seeds)
def test_whoever_is_counted_inside_is_counted_around_in_every_world(seed: int) -> None:
    lattice, figures, people = _world(seed)
    for a in figures:
        for b in figures:
            if within(a, b, lattice):
                for of_a, of_b in choices(a, b):
                    for person in people:
                        assert counts(b, of_b, person) or not counts(a, of_a, person), (a, b)


@given(seed=seeds)
def test_nobody_is_counted_by_two_figures_that_are_told_apart_in_any_world(seed: int) -> None:
    lattice, figures, people = _world(seed)
    for a in figures:
        for b in figures:
            if apart(a, b, lattice):
                for of_a, of_b in choices(a, b):
                    for person in people:
                        assert not (counts(a, of_a, person) and counts(b, of_b, person)), (a, b)
