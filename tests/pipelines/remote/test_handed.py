"""What a step on one machine hands over, a step on another finds, of one run, and nothing twice."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pandas as pd
import pytest
from upath import UPath

from pipelines.io import FRAMES, ParquetFiles, Query, Stored
from pipelines.remote.handed import Handed
from pipelines.remote.store import Store


class Counting(Store):
    """A store that remembers what was sent and brought."""

    moved: list[str]

    def send(self, name, path):  # type: ignore[no-untyped-def]
        self.moved.append(f"sent {name.split('-')[0]}")
        return super().send(name, path)

    def fetch(self, name, *rest):  # type: ignore[no-untyped-def]
        self.moved.append(f"brought {name.split('-')[0]}")
        super().fetch(name, *rest)


@pytest.fixture
def store(tmp_path: Path) -> Counting:
    made = Counting(f"file://{tmp_path}/store")
    made.moved = []
    return made


def machine(store: Store, base: Path) -> ParquetFiles:
    return ParquetFiles(UPath(base), Handed(store, base))


def context(frames: bool) -> dg.OutputContext:
    metadata = {FRAMES: True} if frames else {}
    return dg.build_output_context(asset_key="paper", definition_metadata=metadata)


def write(files: ParquetFiles, given: object) -> None:
    output = context(isinstance(given, dict))
    files.dump_to_path(output, given, files._get_path(output))


def load(files: ParquetFiles, frames: bool) -> dict[str, list[int]]:
    upstream = context(frames)
    found = files.load_input(dg.build_input_context(asset_key="paper", upstream_output=upstream))
    assert isinstance(found, Stored)
    return {name: list(pd.read_parquet(path)["n"]) for name, path in found.frames().items()}


def frame(*numbers: int) -> pd.DataFrame:
    return pd.DataFrame({"n": list(numbers)})


@pytest.mark.parametrize("frames", [False, True])
def test_another_machine_finds_it(store: Counting, tmp_path: Path, frames: bool) -> None:
    a, b = machine(store, tmp_path / "a"), machine(store, tmp_path / "b")
    write(a, {"one": frame(1), "two": frame(2)} if frames else frame(1))
    expected = {"one": [1], "two": [2]} if frames else {"paper": [1]}
    assert load(b, frames) == load(a, frames) == expected


def test_only_what_changed_is_sent_and_brought(store: Counting, tmp_path: Path) -> None:
    a = machine(store, tmp_path / "a")
    write(a, {"one": frame(1), "two": frame(2)})
    load(machine(store, tmp_path / "b"), True)
    store.moved.clear()
    write(a, {"one": frame(1), "two": frame(3)})
    assert load(machine(store, tmp_path / "b"), True) == {"one": [1], "two": [3]}
    assert load(machine(store, tmp_path / "b"), True) == {"one": [1], "two": [3]}
    assert store.moved == ["sent paper/two", "brought paper/two"]
    assert len(list(store.names("paper"))) == 2  # what it was before is gone


def test_what_a_frame_was_before_is_at_hand_on_any_machine(store: Counting, tmp_path: Path) -> None:
    def adds(output: Path, standing: Path) -> int:
        before = list(pd.read_parquet(standing)["n"]) if standing.exists() else []
        frame(*before, len(before)).to_parquet(output)
        return len(before) + 1

    for name in ("a", "b", "a"):
        write(machine(store, tmp_path / name), Query(adds))
    assert load(machine(store, tmp_path / "c"), False) == {"paper": [0, 1, 2]}


def test_what_no_machine_handed_over_was_not_made(store: Counting, tmp_path: Path) -> None:
    write(ParquetFiles(UPath(tmp_path / "a")), frame(1))  # before there was a store
    with pytest.raises(FileNotFoundError, match="asset paper has not been materialized"):
        load(machine(store, tmp_path / "a"), False)


def test_parts_of_an_asset_stand_beside_one_another(store: Counting, tmp_path: Path) -> None:
    a, b = machine(store, tmp_path / "a"), machine(store, tmp_path / "b")
    output = context(True)
    for key in ("2024-01", "2024-02", "2024-01"):
        path = a.make_safe_partition_path(a._get_path(output), key)
        a.dump_to_path(output, {"one": frame(int(key[-1]))}, path)
    parts = [b.part("paper", key) for key in ("2024-01", "2024-02", "2024-03")]
    found = [part and list(pd.read_parquet(part.file("one"))["n"]) for part in parts]
    assert found == [[1], [2], None]


def test_a_list_that_leads_elsewhere_is_refused(store: Counting, tmp_path: Path) -> None:
    sum_ = "0" * 64
    for name, path in (("../x.parquet", "paper/x"), ("x.parquet", "../x")):
        listed = (
            f'{{"files": [{{"name": "{name}", "sha256": "{sum_}", "bytes": 1, "path": "{path}"}}]}}'
        )
        store.put("paper.json", listed.encode())
        with pytest.raises(OSError, match="is no list of files"):
            load(machine(store, tmp_path / "a"), True)
