"""Whatever a server or a network does, and whenever: a reader gets the old version or the new one,
whole, and whoever publishes is told how it went.

Each fault is tried at each request of a publication, of a reader, and of a hand-over.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from pipelines.io import write_folder
from pipelines.remote import bring, pointer
from pipelines.remote.failed import StoreFailed
from pipelines.remote.handed import Handed
from pipelines.remote.patience import Patience
from pipelines.remote.send import Sending
from pipelines.remote.store import Store
from tests.pipelines.remote.machines import desk, published, store_at
from tests.pipelines.remote.proxy import FAULTS, Plan, proxied
from warehouse import keeping

PATIENT = Patience(seconds=20, tries=3, first=0.001)
HURRIED = Patience(seconds=0.3, tries=5, first=0.001)
LATE = 0.5
ONCE, EVER = 1, 10**6
FRAMES = ("one", "two")


class Scene:
    """A store with one version, whose server can be reached directly or through a proxy."""

    def __init__(self, direct: Store, faulty: dict[str, Store], plan: Plan, folder: Path) -> None:
        self.direct, self.faulty, self.plan = direct, faulty, plan
        self.files = [
            published(folder / f"{name}.duckdb", name, n) for n, name in ((1, "old"), (2, "new"))
        ]
        self.sums = [keeping.sha256(file) for file in self.files]
        self.folder = folder

    def at(self, name: str, fault: str) -> tuple[Store, Store]:
        """A place of its own in the store, directly and through the proxy."""
        name = f"{name}-{fault.replace(' ', '-')}"
        return self.direct.below(name), self.faulty.get(fault, self.faulty[""]).below(name)

    def send(self, store: Store, file: int, run_id: str = "run") -> None:
        """Publish a file from a desk without a ledger."""
        out = self.folder / "desk"
        Sending(out, store, pointer.read(store), run_id, 10)(self.files[file])

    def read(self, store: Store) -> str:
        """The sum of what a reader gets."""
        standing = pointer.read(store)
        assert standing is not None
        entry = standing.pointer.version
        store.fetch(entry.path, self.folder / "read", entry.bytes, entry.sha256)
        return keeping.sha256(self.folder / "read")

    def faults(self, fault: str, first: int, times: int) -> None:
        self.plan.seen.clear()
        self.plan.fault, self.plan.first, self.plan.times = fault, first, times

    def undisturbed(self) -> int:
        """Ends the faults; returns how many requests there were."""
        n = len(self.plan.seen)
        self.plan.times = 0
        return n


@pytest.fixture(scope="module")
def scene(moto: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    plan = Plan(late=LATE)
    with proxied(moto, plan) as port:
        direct = store_at(moto, "faults")
        faulty = {
            "": store_at(port, "faults", PATIENT), "late": store_at(port, "faults", HURRIED),
        }  # fmt: skip
        assert all(store.conditional() for store in (direct, *faulty.values()))
        yield Scene(direct, faulty, plan, tmp_path_factory.mktemp("faults"))


def tried(scene: Scene, fault: str, times: int, attempt: Callable[[], None]) -> Iterator[bool]:
    """Attempt something with a fault at each of its requests; yields whether it went well."""
    for n in range(1, 100):
        scene.faults(fault, n, times)
        well, told = True, scene.direct.root
        try:
            attempt()
        except StoreFailed as error:
            well, told = False, str(error)
        asked = scene.undisturbed()
        assert scene.direct.root in told
        if asked < n:  # there was no n-th request: all have been tried
            assert n > 2
            return
        yield well


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_passes_stops_no_publication(scene: Scene, fault: str) -> None:
    direct, faulty = scene.at("once", fault)
    scene.send(direct, 0)
    old = direct.get(pointer.NAME, pointer.MOST) or b""
    for well in tried(scene, fault, ONCE, lambda: scene.send(faulty, 1)):
        # An answer that says it is whole and is not can be told from its content alone.
        assert well or fault == "answer short"
        assert scene.read(direct) == scene.sums[1] or not well
        direct.put(pointer.NAME, old)


@pytest.mark.parametrize("fault", ["refused", "answer lost", "answer cut"])
def test_a_store_that_fails_for_good_leaves_the_old_version_or_the_new_one(
    scene: Scene, fault: str
) -> None:
    direct, faulty = scene.at("ever", fault)
    scene.send(direct, 0)
    old = direct.get(pointer.NAME, pointer.MOST) or b""
    seen = set()
    for well in tried(scene, fault, EVER, lambda: scene.send(faulty, 1)):
        read = scene.read(direct)
        assert read == scene.sums[1] or (read == scene.sums[0] and not well)
        seen.add((well, read == scene.sums[1]))
        direct.put(pointer.NAME, old)
    assert {(False, False), (True, True)} <= seen  # before the pointer moved, and after
    scene.send(direct, 1)  # what is left half-done hinders nobody
    assert scene.read(direct) == scene.sums[1]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("times", [ONCE, EVER])
def test_a_reader_gets_a_version_or_is_told(
    scene: Scene, fault: str, times: int, tmp_path: Path
) -> None:
    direct, faulty = scene.at(f"read-{times}", fault)
    scene.send(direct, 0)
    standing = desk(direct.url, tmp_path / "standing")
    bring.bring(standing, direct, 0, history=False)
    scene.send(direct, 1)
    out = tmp_path / "desk"

    def attempt() -> None:
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(standing, out)
        bring.bring(out, faulty, 0, history=False)

    for well in tried(scene, fault, times, attempt):
        assert keeping.sha256(out / "muster.duckdb") == scene.sums[well]
        assert well or times == EVER or fault == "answer short"
    bring.bring(out, direct, 0, history=False)
    assert keeping.sha256(out / "muster.duckdb") == scene.sums[1]


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_handed_over_is_of_one_run(scene: Scene, fault: str, tmp_path: Path) -> None:
    def asset(base: Path, n: int) -> Path:
        frames = {
            name: lambda path, n=n: pd.DataFrame({"n": [n]}).to_parquet(path) or 1
            for name in FRAMES
        }
        write_folder(base / "asset", frames)
        return base / "asset"

    old, new = (asset(tmp_path / name, n) for n, name in enumerate(("old", "new")))

    direct, faulty = scene.at("handed", fault)

    def attempt() -> None:
        Handed(direct, old.parent).send(old)
        Handed(faulty, new.parent).send(new)

    base = tmp_path / "another"
    for well in tried(scene, fault, ONCE, attempt):
        Handed(direct, base).bring(base / "asset")
        got = {int(pd.read_parquet(base / "asset" / f"{n}.parquet")["n"][0]) for n in FRAMES}
        assert got == {1} if well else got in ({0}, {1})
        assert well or fault == "answer short"
