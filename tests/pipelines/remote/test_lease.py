"""One build at a time in a store, whichever machine; one that dies holds nobody up for long."""

from __future__ import annotations

from pathlib import Path
from time import sleep

import pytest

from pipelines.lock import Busy
from pipelines.remote import lease
from pipelines.remote.store import Store
from tests.pipelines.remote.machines import desk
from warehouse.ledger.keep import Overtaken


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """One that heeds conditions."""
    return Store(f"file://{tmp_path}/store")


@pytest.fixture
def machines(tmp_path: Path) -> tuple[Path, Path]:
    """The desks of two machines."""
    url = "memory://leases"
    return desk(url, tmp_path / "a"), desk(url, tmp_path / "b")


def hold(out: Path, store: Store, run_id: str, seconds: float = 0.0, told=print):  # type: ignore[no-untyped-def]
    return lease.leased(out, store, run_id, seconds, told)


def test_a_second_machine_waits_and_is_told_who_holds_it(
    any_store: Store, machines: tuple[Path, Path]
) -> None:
    a, b = machines
    told: list[str] = []
    with hold(a, any_store, "first"):
        with (
            pytest.raises(
                Busy, match=rf"another build \(process .* run first\) holds {any_store.url}"
            ),
            hold(b, any_store, "second", 0.05, told.append),
        ):
            raise AssertionError("two hold it")
        with pytest.raises(Overtaken, match="run first"):
            lease.not_of_another(any_store, "second")
        lease.not_of_another(any_store, "first")
    assert len(told) == 1
    with hold(b, any_store, "second"):
        lease.not_of_another(any_store, "second")


def test_a_lease_that_ran_out_is_taken_over_and_whoever_had_it_is_overtaken(
    any_store: Store, machines: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = machines
    monkeypatch.setattr(
        lease._Held, "_renew", lambda _self, ended: ended.wait()
    )  # a machine asleep
    monkeypatch.setattr(lease, "lasting", lambda: 0.2)
    with hold(a, any_store, "asleep"):
        sleep(0.25)
        monkeypatch.setattr(lease, "lasting", lambda: 60.0)
        with hold(b, any_store, "second"):
            with pytest.raises(Overtaken, match="run second"):
                lease.not_of_another(any_store, "asleep")
            tenant, _ = lease.read(any_store)
    assert tenant is not None
    after, _ = lease.read(any_store)  # that the first one ends takes nothing from the second
    assert after is not None
    assert after.run_id == "second"


def test_it_is_renewed_while_a_build_goes_on(
    store: Store, machines: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "lasting", lambda: 0.4)
    with hold(machines[0], store, "long"):
        first, _ = lease.read(store)
        sleep(0.6)
        later, _ = lease.read(store)
        assert first is not None
        assert later is not None
        assert later.lives()
        assert later.beat != first.beat


def test_who_was_killed_on_this_desk_holds_up_nobody_here(
    store: Store, machines: tuple[Path, Path]
) -> None:
    a, _ = machines
    left = hold(a, store, "killed")
    left.__enter__()  # and never given back
    with hold(a, store, "next"):
        lease.not_of_another(store, "next")
    left.__exit__(None, None, None)


def test_what_is_no_lease_is_nobodys(store: Store, machines: tuple[Path, Path]) -> None:
    store.put(lease.NAME, b"{}")
    with hold(machines[0], store, "run"):
        lease.not_of_another(store, "run")
