"""Files that are cut short or altered: found, named, and refused or made anew."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from upath import UPath

from pipelines import sums
from pipelines.cli import main
from pipelines.io import FRAMES, ParquetFiles, Stored, write_file, write_folder
from pipelines.remote.desk import opened
from pipelines.remote.handed import Handed
from pipelines.sums import Damaged, verify
from warehouse.in_place import exchange

FRAME = pd.DataFrame({"claim_id": ["a", "b"], "low": [1, 2]})


def bytes_of(text: bytes) -> Callable[[Path], int]:
    def write(path: Path) -> int:
        return path.write_bytes(text)

    return write


def altered(path: Path, data: bytes) -> None:
    """Other bytes in a file; a clock that ticks too slowly to tell plays no part."""
    path.write_bytes(data)
    sums._hashed.cache_clear()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_flipped_bit_and_any_cut_is_found_and_named(
    tmp_path: Path, data: st.DataObject
) -> None:
    for path, file in (
        (tmp_path / "a.parquet",) * 2,
        (tmp_path / "b", tmp_path / "b" / "x.parquet"),
    ):
        if path == file:
            write_file(path, lambda p: FRAME.to_parquet(p) or 2)
        else:
            write_folder(path, {"x": lambda p: FRAME.to_parquet(p) or 2})
        verify(path)
        whole = file.read_bytes()
        at = data.draw(st.integers(0, len(whole) - 1))
        flipped = bytearray(whole)
        flipped[at] ^= 1 << data.draw(st.integers(0, 7))
        for wrong in (bytes(flipped), whole[:at]):
            altered(file, wrong)
            with pytest.raises(Damaged, match="is not as it was written") as caught:
                verify(path)
            assert str(file) in str(caught.value)
        altered(file, whole)
        verify(path)


def test_a_frame_that_is_gone_or_has_no_checksum_is_named(tmp_path: Path) -> None:
    write_folder(tmp_path / "a", {"one": bytes_of(b"1"), "two": bytes_of(b"2")})
    (tmp_path / "a" / "three.parquet").write_bytes(b"3")
    with pytest.raises(Damaged, match=r"three\.parquet is not as it was written"):
        verify(tmp_path / "a")
    (tmp_path / "a" / "three.parquet").unlink()
    (tmp_path / "a" / "two.parquet").unlink()
    with pytest.raises(Damaged, match=r"two\.parquet is gone"):
        verify(tmp_path / "a")
    (tmp_path / "a" / ".sha256").unlink()
    with pytest.raises(Damaged, match="has no checksum"):
        verify(tmp_path / "a")


@pytest.mark.parametrize("frames", [False, True])
@pytest.mark.parametrize("behind", ["", "memory://muster-faults"])
def test_a_damaged_asset_is_no_input_until_it_is_made_anew(
    tmp_path: Path, frames: bool, behind: str
) -> None:
    root = tmp_path / "assets"
    store = ParquetFiles(UPath(root), Handed(opened(behind), root) if behind else None)
    metadata = {FRAMES: True} if frames else {}
    output = dg.build_output_context(asset_key="paper", definition_metadata=metadata)
    given = {"claim": FRAME} if frames else FRAME
    context = dg.build_input_context(asset_key="paper", upstream_output=output)
    store.dump_to_path(output, given, store._get_path(output))
    file = root / "paper" / "claim.parquet" if frames else root / "paper.parquet"
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    sums._hashed.cache_clear()
    with pytest.raises(dg.Failure, match="materialize the asset paper"):
        store.load_input(context)
    store.dump_to_path(output, given, store._get_path(output))
    assert isinstance(store.load_input(context), Stored)


def killed_in(act: Callable[[], object], monkeypatch: pytest.MonkeyPatch, after: bool) -> None:
    """Kill a process that acts, at its first rename onto a Parquet file or folder."""
    pid = os.fork()
    if not pid:
        real = Path.replace

        def replace(self: Path, target: Path) -> Path:
            if str(target).endswith("parquet"):
                if after:
                    real(self, target)
                os.kill(os.getpid(), signal.SIGKILL)
            return real(self, target)

        Path.replace = replace  # type: ignore[method-assign, assignment]
        act()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL


@pytest.mark.parametrize("after", [False, True])
def test_a_kill_between_a_file_and_its_checksum_leaves_both_fitting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    path = tmp_path / "a.parquet"
    write_file(path, bytes_of(b"old"))
    for text in (b"new", b"newer"):
        killed_in(lambda text=text: write_file(path, bytes_of(text)), monkeypatch, after)
        verify(path)
        assert path.read_bytes() == (text if after else b"old")
    write_file(path, bytes_of(b"last"))
    assert len((tmp_path / ".a.parquet.sha256").read_text().splitlines()) == 1


def test_a_folder_is_never_missing_while_it_is_replaced(tmp_path: Path) -> None:
    path, missing, done = tmp_path / "a", [], threading.Event()
    write_folder(path, {"one": bytes_of(b"0")})
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    if not exchange(tmp_path / "x", tmp_path / "y") and not os.environ.get("CI"):
        pytest.skip("this system cannot let two folders change places in one step")

    def look() -> None:
        while not done.is_set():
            if not path.exists():
                missing.append(1)

    watcher = threading.Thread(target=look)
    watcher.start()
    for n in range(200):
        write_folder(path, {"one": bytes_of(str(n).encode())})
    done.set()
    watcher.join()
    assert missing == []


def test_a_folder_is_replaced_where_folders_cannot_change_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse.in_place.exchange", lambda _one, _other: False)
    for text in (b"old", b"new"):
        write_folder(tmp_path / "a", {"one": bytes_of(text)})
        verify(tmp_path / "a")
    assert (tmp_path / "a" / "one.parquet").read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize(
    "arguments", [["compare"], ["conflicts"], ["sql", "FROM claim"], ["explain", "NPL"]]
)
@pytest.mark.parametrize("damage", ["cut", "header", "blocks"])
def test_a_damaged_published_file_is_named_in_a_sentence(
    built_once: Path, tmp_path: Path, arguments: list[str], damage: str
) -> None:
    whole = bytearray((built_once / "out" / "muster.duckdb").read_bytes())
    if damage == "cut":
        del whole[len(whole) // 2 :]
    elif damage == "header":
        whole[8] ^= 1
    else:  # every block: whichever is read, it is altered
        for at in range(12_288 + 5_000, len(whole), 16_384):
            whole[at] ^= 1
    path = tmp_path / "muster.duckdb"
    path.write_bytes(whole)
    said = CliRunner().invoke(main, [*arguments, "--out", str(tmp_path)])
    assert said.exit_code == 1
    assert isinstance(said.exception, SystemExit)
    assert f"{path} is damaged" in said.output
    assert "`muster build` replaces it" in said.output
