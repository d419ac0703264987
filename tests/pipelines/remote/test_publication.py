"""What one machine publishes another finds, whole; who was overtaken publishes nothing; what the
pointer names stays.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from pipelines.layout import LayoutError
from pipelines.remote import bring, kept, pointer
from pipelines.remote.failed import StoreFailed
from pipelines.remote.send import Sending, sending
from pipelines.remote.store import Store
from tests.pipelines.remote.machines import desk, published
from warehouse import keeping
from warehouse.ledger import segments
from warehouse.ledger.keep import Overtaken
from warehouse.versions import named, replace

KEEP = 10


class Machine:
    """A machine with a desk of its own."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.out = store, desk(store.url, folder)

    def publish(self, build_id: str, day: int, keep: int = KEEP, claims: int = 1) -> str:
        """As a build does; returns the sum of the file."""
        sent = sending(self.out, self.store, build_id, keep)
        assert sent is not None
        return self.put(sent, build_id, day, keep, claims)

    def put(self, sent, build_id: str, day: int, keep: int = KEEP, claims: int = 1) -> str:  # type: ignore[no-untyped-def]
        built = published(self.out / ".muster.built.duckdb", build_id, day, claims)
        sum_ = keeping.sha256(built)
        sent(built)
        replace(built, self.out, keep)
        return sum_

    def reads(self) -> str | None:
        """The sum of what a reader gets."""
        if bring.bring(self.out, self.store, 0, history=False) is None:
            return None
        return keeping.sha256(self.out / "muster.duckdb")

    def record(self, number: int, after: segments.Segment | None = None) -> segments.Segment:
        """A segment of the ledger."""
        with duckdb.connect() as connection:
            written = segments.write(
                connection, f"SELECT {number} AS n", self.out / "ledger", after
            )
        assert written is not None
        return segments.put(written, after)

    def ledger(self) -> list[str]:
        return sorted(p.name for p in (self.out / "ledger").glob("*.parquet"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """The quickest one."""
    return Store(f"file://{tmp_path}/store")


@pytest.fixture
def a(store: Store, tmp_path: Path) -> Machine:
    return Machine(store, tmp_path / "a")


@pytest.fixture
def b(store: Store, tmp_path: Path) -> Machine:
    return Machine(store, tmp_path / "b")


def both(store: Store, tmp_path: Path) -> tuple[Machine, Machine]:
    return Machine(store, tmp_path / "a"), Machine(store, tmp_path / "b")


def test_what_one_machine_publishes_another_reads(any_store: Store, tmp_path: Path) -> None:
    a, b = both(any_store, tmp_path)
    assert b.reads() is None
    first = a.publish("one", 1)
    assert a.reads() == b.reads() == first
    second = b.publish("two", 2)
    assert a.reads() == b.reads() == second


def test_who_was_overtaken_publishes_nothing_and_loses_nothing(
    any_store: Store, tmp_path: Path
) -> None:
    a, b = both(any_store, tmp_path)
    a.publish("one", 1)
    late = sending(a.out, a.store, "late", KEEP)
    winner = b.publish("two", 2)
    with pytest.raises(Overtaken, match=f"build two was published in {a.store.url}"):
        a.put(late, "late", 3)
    assert b.reads() == a.reads() == winner
    assert a.publish("again", 4) == b.reads()


def test_two_who_begin_a_store_at_once_are_told_apart(any_store: Store, tmp_path: Path) -> None:
    a, b = both(any_store, tmp_path)
    late = sending(a.out, a.store, "late", KEEP)
    first = b.publish("one", 1)
    with pytest.raises(Overtaken):
        a.put(late, "late", 2)
    assert a.reads() == first


def test_the_ledger_of_the_store_is_that_of_every_desk(a: Machine, b: Machine) -> None:
    one = a.record(1)
    a.publish("one", 1)
    bring.bring(b.out, b.store, KEEP)
    assert b.ledger() == a.ledger() == [one.name]
    unsent = a.record(20, one)  # of a build that was never published
    two = b.record(2, one)
    b.publish("two", 2)
    bring.bring(a.out, a.store, KEEP)
    assert a.ledger() == b.ledger() == [one.name, two.name]
    aside = a.out / "ledger" / bring.ASIDE
    assert [p.name for p in aside.iterdir()] == [unsent.name]


def test_a_segment_that_is_not_what_its_name_says_is_not_taken(a: Machine, b: Machine) -> None:
    one = a.record(1)
    a.publish("one", 1)
    a.store.put(f"ledger/{one.name}", b"something else")
    with pytest.raises(StoreFailed, match="its bytes are not those of its name"):
        bring.bring(b.out, b.store, KEEP)
    assert b.ledger() == []
    assert not (b.out / "muster.duckdb").exists()


def test_only_so_many_versions_stay_and_none_that_a_moment_ago_was_current(
    a: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(1, 5):
        a.publish(f"build{day}", day, keep=1)
    listed = [name for name, _ in a.store.names("versions")]
    assert len(listed) == 8  # each with its sum: all were published within the hour
    monkeypatch.setenv("MUSTER_STORE_GRACE", "0")
    last = a.publish("build5", 5, keep=1)
    left = [name for name, _ in a.store.names("versions") if name.endswith(".duckdb")]
    assert [name.split("Z-")[1] for name in left] == ["build4.duckdb", "build5.duckdb"]
    assert a.reads() == last


def test_uploads_that_no_pointer_names_go_after_a_day(a: Machine) -> None:
    old = f"versions/{named(datetime(2020, 1, 1), 'crashed')}"
    young = f"versions/{named(datetime(2999, 1, 1), 'under-way')}"
    for name in (old, young, "builds/crashed/report-0/index.html"):
        a.store.put(name, b"left")
    a.publish("one", 1)
    left = {name for name, _ in a.store.names("")}
    assert young in left
    assert not {old, "builds/crashed/report-0/index.html"} & left


def test_a_desk_that_was_damaged_is_mended(a: Machine) -> None:
    first = a.publish("one", 1)
    assert a.reads() == first
    file = a.out / "muster.duckdb"
    file.write_bytes(b"x" * file.stat().st_size)
    assert a.reads() == first


def test_a_version_with_other_bytes_is_refused_and_the_desk_stays(a: Machine, b: Machine) -> None:
    first = a.publish("one", 1)
    assert b.reads() == first
    a.publish("two", 2)
    entry = pointer.read(a.store).pointer.version  # type: ignore[union-attr]
    a.store.put(entry.path, b"y" * entry.bytes)
    with pytest.raises(StoreFailed, match="its bytes are not those of"):
        b.reads()
    assert keeping.sha256(b.out / "muster.duckdb") == first


def test_what_a_pointer_names_and_is_gone_is_told(a: Machine, b: Machine) -> None:
    a.publish("one", 1)
    a.store.delete(pointer.read(a.store).pointer.version.path)  # type: ignore[union-attr]
    with pytest.raises(StoreFailed, match=r"what current\.json names is not there"):
        b.reads()


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"layout": 2, "version": {}}', b"\xff"])
def test_what_is_no_pointer_is_told(store: Store, data: bytes) -> None:
    store.put(pointer.NAME, data)
    with pytest.raises(StoreFailed, match="is not a pointer that this Muster reads"):
        pointer.read(store)


def test_a_pointer_of_a_newer_muster_is_told(store: Store) -> None:
    store.put(pointer.NAME, json.dumps({"layout": 99, "muster": "9.9"}).encode())
    with pytest.raises(LayoutError, match=r"newer Muster \(9\.9\)"):
        pointer.read(store)


def test_no_pointer_leads_out_of_the_store(store: Store, a: Machine) -> None:
    a.publish("one", 1)
    told = json.loads(store.get(pointer.NAME, 1 << 20) or b"")
    told["version"]["path"] = "../../etc/passwd"
    store.put(pointer.NAME, json.dumps(told).encode())
    with pytest.raises(StoreFailed, match="is no name of an object"):
        pointer.read(store)


def test_a_version_is_put_back_for_everybody(store: Store, a: Machine, b: Machine) -> None:
    first = a.publish("one", 1)
    second = a.publish("two", 2, claims=2)
    sent = len(list(store.names("versions")))
    done = kept.rollback(b.out, "on", KEEP, print)
    assert done.version.build_id == "one"
    assert a.reads() == b.reads() == first
    assert [(v.build_id, v.published) for v in kept.versions(a.out)] == [
        ("one", True), ("two", False),
    ]  # fmt: skip
    assert len(list(store.names("versions"))) == sent
    kept.rollback(a.out, "two", KEEP, print)
    assert b.reads() == second


def test_a_rollback_that_the_store_refuses_changes_nothing(
    a: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    a.publish("one", 1)
    second = a.publish("two", 2)
    refusal = StoreFailed(a.store.url, "no room")
    monkeypatch.setattr(Sending, "__call__", lambda *_: (_ for _ in ()).throw(refusal))
    with pytest.raises(StoreFailed, match="no room"):
        kept.rollback(a.out, "one", KEEP, print)
    assert a.reads() == second
    assert keeping.sha256(a.out / "muster.duckdb") == second
