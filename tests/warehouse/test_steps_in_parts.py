"""Steps shared out in parts give the frames that they give in one go, whatever the parts are."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.bound_scores import score
from benchmarks.bounds import Run
from benchmarks.planted import plant
from benchmarks.planted_figures import figures as figures_of
from benchmarks.planted_tables import database, lattice
from benchmarks.repeats_planted import plant as plant_repeats
from benchmarks.truth import FIRST, LAST, Shape
from tests.warehouse.inference.counts import DAYS, GROUPS, LATTICE, Claim
from tests.warehouse.inference.test_conclusions import a_small_claim
from tests.warehouse.scattered import Scattered
from warehouse import spread as seam
from warehouse import steps
from warehouse.engine import bind, workspace
from warehouse.inference import frames
from warehouse.inference.bands import Asked, bands_of_each
from warehouse.inference.exact import solved
from warehouse.inference.figure import Figure
from warehouse.inference.grid import month_ends
from warehouse.inference.infer import conclude
from warehouse.inference.system import System
from warehouse.processes import processes
from warehouse.reconcile import reconcile
from warehouse.reconcile.cells import Asked as AskedCells
from warehouse.reconcile.reconcile import answers
from warehouse.reconcile.rule import Cell
from warehouse.reconcile.rule import Figure as Root
from warehouse.repeats import find as repeats
from warehouse.repeats.find import find
from warehouse.spread import Spread

if TYPE_CHECKING:
    from warehouse.inference.lattice import Lattice

Frames = Mapping[str, pd.DataFrame]
PARTS = (1, 2, 7, 64)
parted = pytest.MonkeyPatch.context
seeds = st.integers(0, 2**32)
NO_RETELLING = pd.DataFrame({"claim_id": [], "root_claim_id": [], "hops": []})


def alike(ours: Frames, theirs: Frames) -> bool:
    return list(ours) == list(theirs) and all(ours[n].equals(theirs[n]) for n in ours)


def inferred(
    figures: list[Figure], lattice: Lattice, populations: list[str], days: list[date],
    spread: Spread = map,
) -> Frames:  # fmt: skip
    found = conclude(figures, lattice, populations, days, spread)
    for bands in found.bands.values():
        bands.prove(spread)
    return frames.written(found, lattice, NO_RETELLING)


@settings(max_examples=15)
@given(st.lists(a_small_claim(), min_size=2, max_size=6), st.sampled_from(PARTS), seeds)
def test_inference_in_parts_says_the_same(claims: list[Claim], parts: int, seed: int) -> None:
    figures = [replace(c.figure(n), floor=n % 2 == 0) for n, c in enumerate(claims)]
    asked = figures, LATTICE, sorted(GROUPS), list(DAYS)
    with parted() as patch:
        patch.setattr(seam, "PARTS", parts)
        assert alike(inferred(*asked, Scattered(seed)), inferred(*asked))


@settings(max_examples=15)
@given(st.lists(a_small_claim(), min_size=2, max_size=6), seeds)
def test_blocks_solved_in_parts_come_to_the_same(claims: list[Claim], seed: int) -> None:
    figures = [c.figure(n) for n, c in enumerate(claims)]
    system = System(figures, LATTICE, [(p, frozenset()) for p in GROUPS], DAYS)
    if system.core() is not None:
        return
    systems = [(system, np.arange(system.matrix.n_variables))] * 2
    for one, other in zip(
        solved(systems, limit=-1), solved(systems, limit=-1, spread=Scattered(seed)), strict=True
    ):
        assert (one.low == other.low).all()
        assert (one.high == other.high).all()
        assert list(one.solved) == list(other.solved)
        for key, stops in one.solved.items():
            assert (stops.rows == other.solved[key].rows).all()


@pytest.fixture(scope="module")
def small() -> Shape:
    return Shape(3, regions=1, routes=1, measures=("recruited", "killed", "serving", "held"))


def test_what_is_planted_is_found_in_parts_and_the_same_is_concluded(small: Shape) -> None:
    world = plant(small, 40, errors=8)
    with database(world) as connection:
        vocabulary = lattice(connection)
    populations = [p for p, excluding in small.populations if not excluding]
    asked = figures_of(world), vocabulary, populations, month_ends(FIRST.item(), LAST.item())[::12]
    whole, spread = inferred(*asked), Scattered(3)
    assert len(whole["conflict"])
    assert alike(inferred(*asked, spread), whole)
    assert max(spread.parts) > 2


def test_the_planted_truth_lies_in_every_bound_that_is_found_in_parts(small: Shape) -> None:
    world = plant(small, 60, errors=0)
    with database(world) as connection:
        vocabulary = lattice(connection)
    populations = [p for p, excluding in small.populations if not excluding]
    days = month_ends(FIRST.item(), LAST.item())[::6]
    evidence = figures_of(world)
    floors = [replace(f, high=None) for f in evidence if f.floor]
    asked = Asked(vocabulary, populations, days)
    for found in bands_of_each([evidence, floors], asked, Scattered(5)):
        assert not len(score(world, Run(found, 0.0).rows()).missed)


def a_cell(name: str, n_roots: int) -> Cell:
    day = date(2025, 6, 1)
    roots = [
        Root(f"{name}/{n}", f"{n} men", n, n, n, "exactly", "official", False, day, day, day,
             f"w{n % 3}", f"W{n % 3}")
        for n in range(1, n_roots + 1)
    ]  # fmt: skip
    return Cell(
        name, "recruited", "persons", "NPL", "all", "russia", "cumulative", day, tuple(roots)
    )


@settings(max_examples=15)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=20), st.sampled_from(PARTS), seeds)
def test_rules_are_put_to_cells_in_parts(roots: list[int], parts: int, seed: int) -> None:
    asked = AskedCells({f"c{n}": a_cell(f"c{n}", many) for n, many in enumerate(roots)}, {})
    with parted() as patch:
        patch.setattr(seam, "PARTS", parts)
        patch.setattr(reconcile, "LIGHT", 1)
        assert answers(asked, Scattered(seed)) == answers(asked)


@pytest.mark.parametrize("parts", PARTS[:3])
def test_repeats_are_suspected_in_parts(parts: int, monkeypatch: pytest.MonkeyPatch) -> None:
    material = plant_repeats(300, days=90).material
    whole = find(material)
    monkeypatch.setattr(seam, "PARTS", parts)
    monkeypatch.setattr(repeats, "LIGHT", 1)
    found = find(material, spread=Scattered(random.randrange(100)))
    assert len(whole.repeats) > 20
    assert (found.repeats, found.sums) == (whole.repeats, whole.sums)


def test_processes_make_the_frames_that_a_build_made(
    built_once: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (reconcile, repeats):
        monkeypatch.setattr(module, "LIGHT", 1)
    assets = built_once / "out" / "assets"
    with processes(2) as spread:
        for step in steps.STEPS.values():
            with workspace() as connection:
                bind(connection, {name: [assets / f"{name}.parquet"] for name in step.reads})
                found = steps.run(step, connection, spread)
            for name, frame in found.items():
                built = pd.read_parquet(assets / step.name / f"{name}.parquet")
                assert steps.typed(step.name, found | {name: built})[name].equals(frame), name
