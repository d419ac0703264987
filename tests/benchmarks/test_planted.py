"""The planted worlds: what they say of themselves holds by the house's own types and words."""

from __future__ import annotations

from itertools import product

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.contradicting import PLAIN, restricted_model
from benchmarks.planted import STOCKS, World, period, plant
from benchmarks.planted_figures import figures
from benchmarks.planted_tables import database, lattice
from benchmarks.stated import UNBOUNDED
from benchmarks.truth import FATES, LAST, MEASURES, Flags, Shape, step_of, truth
from sources.phrases import read
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.scope import within

SMALL = Shape(countries=3, regions=1)
CLAIMS = 150
ERRING = plant(SMALL, 800, errors=160, factor=10, seed=9)
WITHIN = {  # which kinds of count can lie inside which
    ("cumulative", "cumulative"), ("stock", "cumulative"), ("window", "cumulative"),
    ("stock", "stock"), ("window", "window"),
}  # fmt: skip
seeds = st.integers(0, 10**6)


@pytest.fixture(scope="module")
def small() -> duckdb.DuckDBPyConnection:
    """The tables of one small world with errors; its vocabulary is that of all of them."""
    return database(ERRING)


@pytest.fixture(scope="module")
def vocabulary(small: duckdb.DuckDBPyConnection) -> Lattice:
    """The lattices of every world of this shape."""
    return lattice(small)


def contradicting(claims: list[Figure], vocabulary: Lattice) -> set[tuple[str, str]]:
    """Every pair whose inner figure exceeds the outer one, by trying all."""
    return {
        (a.claim_id, b.claim_id)
        for a, b in product(claims, claims)
        if b.high is not None and a.low > b.high and within(a.scope, b.scope, vocabulary)
    }


def holds(world: World) -> Flags:
    """Whether the truth lies in the interval of each claim."""
    said = world.said
    unbounded = said.true_high == UNBOUNDED
    found: Flags = (said.low <= world.truth) & (unbounded | (world.truth <= said.true_high))
    return found


@given(seed=seeds, errors=st.integers(0, CLAIMS), factor=st.floats(1.01, 20))
def test_the_truth_lies_in_every_claim_that_is_not_planted(
    seed: int, errors: int, factor: float
) -> None:
    world = plant(SMALL, CLAIMS, errors, factor, seed)
    assert (holds(world) == ~world.said.planted).all()
    assert world.said.planted.sum() == errors
    bounded = world.said.high != UNBOUNDED
    assert (world.said.low >= 0).all()
    assert (world.said.low <= world.said.high)[bounded].all()


@given(seed=seeds)
def test_a_date_may_mean_the_day_that_is_meant(seed: int) -> None:
    world = plant(SMALL, CLAIMS, 0, seed=seed)
    first, last = period(world.day, world.precision)
    assert ((first <= world.day) & (world.day <= last)).all()
    windowed = world.start >= 0
    assert (world.since <= world.day)[windowed].all()


@given(seed=seeds)
def test_without_planted_errors_nothing_contradicts(vocabulary: Lattice, seed: int) -> None:
    assert not contradicting(figures(plant(SMALL, CLAIMS, 0, seed=seed)), vocabulary)


@given(seed=seeds)
def test_every_contradicting_pair_holds_a_planted_claim(vocabulary: Lattice, seed: int) -> None:
    world = plant(SMALL, CLAIMS, errors=10, seed=seed)
    claims = figures(world)
    planted = {c.claim_id for c, is_one in zip(claims, world.said.planted, strict=True) if is_one}
    assert all(planted & set(pair) for pair in contradicting(claims, vocabulary))


@given(seed=seeds)
def test_the_truth_keeps_the_identities_of_the_lattice(vocabulary: Lattice, seed: int) -> None:
    counts = dict(zip(MEASURES, truth(SMALL, np.random.default_rng(seed)), strict=True))
    for measure, count in counts.items():
        assert (count >= 0).all()
        if measure not in STOCKS:
            assert (np.diff(count) >= 0).all()
        for above in vocabulary.measure_above[measure] - STOCKS:
            assert (count <= counts[above]).all()
        foreign = list(SMALL.populations).index(("foreign", ""))
        assert (count[: SMALL.countries].sum(axis=0) == count[foreign]).all()
        assert (count[:, 1:].sum(axis=1) <= count[:, 0]).all()
    for a, b in vocabulary.disjoint:
        for above in vocabulary.measure_above[a] & vocabulary.measure_above[b]:
            assert (counts[a] + counts[b] <= counts[above]).all()


def test_figures_and_rows_contradict_alike(
    small: duckdb.DuckDBPyConnection, vocabulary: Lattice
) -> None:
    by_id = {claim.claim_id: claim.scope for claim in figures(ERRING)}
    found = contradicting(figures(ERRING), vocabulary)
    kinds = {(by_id[a].kind, by_id[b].kind) for a, b in found}
    assert kinds == WITHIN
    assert any(by_id[a].document == by_id[b].document for a, b in found)
    for query in (PLAIN, restricted_model()):
        assert set(small.sql(f"SELECT claim_a, claim_b FROM ({query})").fetchall()) == found


def test_the_words_of_a_claim_read_as_its_interval() -> None:
    for claim in figures(ERRING):
        reading = read(claim.says)
        assert (reading.low, reading.high) == (claim.read_low, claim.read_high), claim.says


def test_one_seed_makes_one_world() -> None:
    assert figures(plant(SMALL, 50, 5, seed=3)) == figures(plant(SMALL, 50, 5, seed=3))
    assert figures(plant(SMALL, 50, 5, seed=3)) != figures(plant(SMALL, 50, 5, seed=4))


def test_everybody_has_one_fate_and_the_truth_stands_still_after_the_last_day() -> None:
    assert sum(FATES.values()) == pytest.approx(1)
    days = np.array([LAST, LAST + 1000, "2000-01-01"], "M8[D]")
    assert step_of(days).tolist() == [140, 140, 0]
