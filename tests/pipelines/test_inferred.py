"""The asset of inference: what it reads and hands over, with a stand-in for the engine."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from pipelines.assets.inferred import _parties, _told, inferred
from pipelines.engines import ModelEngine
from pipelines.io import Stored
from warehouse.schema import frames_of_the_catalog
from warehouse.spread import Spread
from warehouse.steps import STEPS, typed

Frames = dict[str, pd.DataFrame]
KEYS = {
    "origin": {"claim_id": "a/1", "root_source_id": "staff", "party": "ukraine"},
    "source": {"source_id": "staff"},
}
FRAMES = frames_of_the_catalog()["inferred"]
READ = STEPS["inferred"].reads


def without_rows() -> Frames:
    """What an engine hands over that found nothing: columns that have no type of their own."""
    return {name: pd.DataFrame(columns=list(columns)) for name, columns in FRAMES.items()}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Frames]:
    """Materializes the asset with a stand-in that returns the frames given."""
    stored = {}
    for name in READ:
        path = tmp_path / f"{name}.parquet"
        row = {"name": name, "day": pd.Timestamp("2025-01-31").date()} | KEYS.get(name, {})
        pd.DataFrame([row]).to_parquet(path)
        stored[name] = Stored(path)

    def made(frames: Frames, seen: Frames | None = None) -> Frames:
        def engine(tables: Frames, spread: Spread) -> Frames:
            assert spread is map
            (seen if seen is not None else {}).update(tables)
            return frames

        # Named by its module: the package has something of the same name.
        module = importlib.import_module("warehouse.inference.infer")
        monkeypatch.setattr(module, "infer", engine)
        value: Frames = inferred(ModelEngine(name="duckdb"), **stored).value
        return value

    return made


def test_the_engine_is_given_every_table_with_days_as_timestamps(
    run: Callable[..., Frames],
) -> None:
    seen: Frames = {}
    run(without_rows(), seen)
    assert {name: table["name"].tolist() for name, table in seen.items()} == {n: [n] for n in READ}
    assert all(isinstance(table["day"][0], pd.Timestamp) for table in seen.values())


def test_frames_without_rows_keep_their_columns_and_types(run: Callable[..., Frames]) -> None:
    made = run(without_rows())
    assert {name: list(frame) for name, frame in made.items()} == {
        n: list(c) for n, c in FRAMES.items()
    }
    assert str(made["bound"].dtypes["low"]) == "Int64"
    assert str(made["component"].dtypes["complete"]) == "boolean"


def test_an_absent_number_stays_absent(run: Callable[..., Frames]) -> None:
    row = {
        "measure": "recruited", "population": "NPL", "as_of": pd.Timestamp("2025-01-31"),
        "evidence_used": "all", "low": 3, "high": None, "low_method": "stated",
        "high_method": "vacuous", "low_proof": 1, "high_proof": None, "tightest": True,
    }  # fmt: skip
    made = run(without_rows() | {"bound": pd.DataFrame([row])})["bound"]
    assert made["low"][0] == 3
    assert made[["high", "high_proof"]].isna().all(axis=None)


def test_the_page_of_the_asset_tells_the_contradictions_in_full_the_widest_pair_first() -> None:
    told = "three hundred words " * 15
    row = {
        "conflict_id": "a", "kind": "arithmetic", "size": 2, "identities": "within", "excess": 7,
        "statement": told, "repair": None, "complete": True,
    }  # fmt: skip
    others = [row | {"conflict_id": i, "size": n, "excess": m} for i, n, m in
              (("b", 3, 900), ("c", 2, 40))]  # fmt: skip
    frames = without_rows() | {"conflict": pd.DataFrame([*others, row])}
    shown = _told(typed("inferred", frames), {}, 0.0)["contradictions"]
    assert [record.data["muster explain"] for record in shown.records] == ["c", "a", "b"]
    assert shown.records[0].data["cannot all be true"] == told


def test_the_page_of_the_asset_marks_a_partys_figure() -> None:
    row = {
        "conflict_id": "a", "kind": "cross_source", "size": 2, "identities": "within", "excess": 7,
        "statement": "they exceed it.", "repair": None, "complete": True,
    }  # fmt: skip
    members = [
        {"conflict_id": i, "claim_id": c, "role": role, "root_claim_id": root}
        for i, c, role, root in (
            ("a", "x/1", "inner", "x/1"), ("a", "y/1", "outer", "y/1"),
            ("a", "z/1", "retelling", "x/1"), ("b", "w/1", "inner", "w/1"),
        )
    ]  # fmt: skip
    frames = without_rows() | {
        "conflict": pd.DataFrame([row]), "conflict_claim": pd.DataFrame(members),
    }  # fmt: skip
    parties = {"x/1": ("Staff", "ukraine"), "w/1": ("Embassy", "russia")}
    (shown,) = _told(typed("inferred", frames), parties, 0.0)["contradictions"].records
    said = "they exceed it. (a party's figure: Staff [ukraine])"
    assert shown.data["cannot all be true"] == said


def test_a_partys_figure_is_one_whose_root_source_is_a_party() -> None:
    origin = pd.DataFrame(
        [("a/1", "staff", "ukraine"), ("b/1", "paper", "none")],
        columns=["claim_id", "root_source_id", "party"],
    )
    source = pd.DataFrame({"source_id": ["paper", "staff"], "name": ["Paper", "Staff"]})
    found = _parties({"origin": origin, "source": source})
    assert found == {"a/1": ("Staff", "ukraine")}


@pytest.mark.parametrize("lacking", ["conflict", "bound_proof"])
def test_a_frame_that_is_lacking_stops_the_run(run: Callable[..., Frames], lacking: str) -> None:
    frames = without_rows()
    del frames[lacking]
    with pytest.raises(Exception, match=lacking):
        run(frames)


def test_a_column_that_is_lacking_stops_the_run(run: Callable[..., Frames]) -> None:
    frames = without_rows()
    frames["conflict"] = frames["conflict"].drop(columns="statement")
    with pytest.raises(Exception, match="statement"):
        run(frames)
