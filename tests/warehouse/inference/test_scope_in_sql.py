"""Containment in Python and in SQL are one relation, on random claims in random vocabularies."""

from __future__ import annotations

import random
from dataclasses import replace

import duckdb
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.warehouse.inference.in_sql import BEGINNING, Claims, compared
from tests.warehouse.inference.vocabularies import a_lattice, scopes
from warehouse.inference.barriers import why_not
from warehouse.inference.lattice import Lattice, read_lattice
from warehouse.inference.scope import EVER, NEVER, Scope, cell_within, same_document, within

UNITS = ["persons"] * 6 + ["families", "percent"]
seeds = st.integers(0, 2**32)
few = settings(max_examples=3, phases=[Phase.explicit, Phase.generate])  # each builds a warehouse


def _claims(rng: random.Random, lattice: Lattice, n: int) -> Claims:
    """Random figures, and one in each document that others retell."""
    found: Claims = {}
    drawn = scopes(rng, lattice, n)
    for number, scope in enumerate(drawn):
        scope = replace(_closed(scope), unit=rng.choice(UNITS))
        low = rng.randint(0, 20)
        found[f"{scope.document}/c{number}"] = (scope, low, rng.choice([None, low, low + 5]))
    for document in "xyz":
        root = replace(_closed(drawn[0]), document=document, root_document=document)
        found[f"{document}/root"] = (root, 1, None)
    return found


def _closed(scope: Scope) -> Scope:
    """The catalog refuses windows whose first day may be any: no `since` is an open interval."""
    if scope.since and (scope.since.first == EVER or scope.since.last == NEVER):
        return replace(scope, kind="cumulative", since=None)
    return scope


def _world(seed: int, n: int) -> tuple[Lattice, Claims, duckdb.DuckDBPyConnection]:
    rng = random.Random(seed)
    lattice = a_lattice(rng)
    claims = _claims(rng, lattice, n)
    return lattice, claims, compared(lattice, claims)


@few
@given(seed=seeds)
def test_what_compares_in_sql_is_what_lies_inside_in_python(seed: int) -> None:
    lattice, claims, sql = _world(seed, 250)
    rows = sql.execute("SELECT claim_a, claim_b, verdict, gap FROM comparison").fetchall()
    possible = {frozenset(row[:2]) for row in rows if row[2] == "possible"}
    certain = [row for row in rows if row[2] != "possible"]
    inside = {
        frozenset((a, b))
        for a, (of_a, _, _) in claims.items()
        for b, (of_b, _, _) in claims.items()
        if a != b and within(of_a, of_b, lattice)
    }
    assert {frozenset(row[:2]) for row in certain} == inside - possible
    for a, b, verdict, gap in certain:
        assert within(claims[a][0], claims[b][0], lattice), (a, b)
        high = claims[b][2]
        excess = claims[a][1] - high if high is not None else -1
        assert (verdict == "contradict") is (excess > 0)
        assert gap == (excess if excess > 0 else None)


@few
@given(seed=seeds)
def test_cells_lie_inside_cells_in_sql_as_in_python(seed: int) -> None:
    lattice, claims, sql = _world(seed, 150)
    cells = dict(sql.execute("SELECT claim_id, cell_id FROM claim").fetchall())
    pairs = {
        (inner, outer): (certain, alike)
        for inner, outer, certain, alike in sql.execute("FROM cell_within").fetchall()
    }
    for a, (of_a, _, _) in claims.items():
        for b, (of_b, _, _) in claims.items():
            certain, alike = pairs.get((cells[a], cells[b]), (False, False))
            known = certain or (alike and same_document(of_a, of_b))
            assert cell_within(of_a, of_b, lattice) is known, (of_a, of_b)


@few
@given(seed=seeds)
def test_the_lattice_is_read_from_the_tables_as_it_was_written(seed: int) -> None:
    rng = random.Random(seed)
    lattice = a_lattice(rng)
    sql = compared(lattice, _claims(rng, lattice, 1))
    names = ("measure", "population", "population_member", "channel", "unit")
    read = read_lattice({name: sql.table(name).df() for name in names})
    assert read == replace(lattice, beginning=BEGINNING)


@few
@given(seed=seeds)
def test_why_not_gives_the_same_rows_in_sql_and_in_python(seed: int) -> None:
    lattice, claims, sql = _world(seed, 40)
    rng = random.Random(seed)
    for _ in range(10):
        (a, (of_a, _, _)), (b, (of_b, _, _)) = rng.sample(list(claims.items()), 2)
        told = sql.execute("FROM why_not(?, ?)", [a, b]).fetchall()
        found = [
            (x.dimension, x.of_a, x.of_b, x.a_in_b, x.b_in_a, x.reason, x.alone)
            for x in why_not(of_a, of_b, lattice)
        ]
        basis = {"native": "native", "unspecified": "not native"}
        told = [
            (d, basis[x], basis[y], *rest) if d == "basis" else (d, x, y, *rest)
            for d, x, y, *rest in told
        ]
        assert told == found, (of_a, of_b)
