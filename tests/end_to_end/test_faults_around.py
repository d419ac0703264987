"""What goes on around a build: readers, clocks that jump, folders that are read-only, editors."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import duckdb
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pipelines.assets.settled import TRIES, Edited, read_from, settled
from pipelines.build import build
from pipelines.cli import main
from pipelines.project import definitions
from pipelines.settings import Settings
from sources import load
from warehouse import versions
from warehouse.moments import after

CAPABILITIES_VERSION_3 = 0x20080522  # of the Linux call capset
READER = """
import sys, duckdb
with duckdb.connect(sys.argv[1], read_only=True) as connection:
    tables = [name for (name,) in connection.execute("SHOW TABLES").fetchall()]
    def content():
        return [connection.execute(f"SELECT count(*), bit_xor(hash(t)) FROM {n} t").fetchall()
                for n in tables]
    first = content()
    print("open", flush=True)
    for _ in sys.stdin:
        assert content() == first
print("the same", flush=True)
"""


def test_a_reader_keeps_its_file_through_publications(built: tuple[Path, Path]) -> None:
    out = built[1]
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(out / "muster.duckdb")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert reader.stdin is not None
    assert reader.stdout is not None
    assert reader.stdout.readline() == "open\n"
    for n in range(12):
        beside = Path(shutil.copy(out / "muster.duckdb", out / f".muster.{n}.duckdb"))
        with duckdb.connect(str(beside)) as connection:
            connection.execute("DELETE FROM change")  # its rows refer to the build
            connection.execute(f"UPDATE build SET build_id = 'build-{n}'")
            connection.execute("UPDATE build SET built_at = built_at + INTERVAL 1 DAY")
        versions.replace(beside, out, 3)
        reader.stdin.write("look\n")
        reader.stdin.flush()
    said, _ = reader.communicate(timeout=60)
    assert said == "the same\n"
    assert reader.returncode == 0


def built_at(path: Path, moment: datetime) -> Path:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE OR REPLACE TABLE build AS SELECT ?::TIMESTAMP AS built_at",
                           [moment.replace(tzinfo=None)])  # fmt: skip
    return path


def test_no_build_is_dated_before_the_one_that_stands(tmp_path: Path) -> None:
    now = datetime(2026, 3, 9, 12, tzinfo=UTC)
    published = tmp_path / "muster.duckdb"
    assert after(published, now) == now
    assert after(published, now.replace(tzinfo=None)) == now
    for jump in (timedelta(days=400), timedelta(0)):
        built_at(published, now + jump)
        assert after(published, now) == now + jump + timedelta(microseconds=1)
    built_at(published, now - timedelta(seconds=1))
    assert after(published, now) == now
    published.write_bytes(b"damaged")
    assert after(published, now) == now


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), max_size=8))
def test_builds_stay_in_their_order_whatever_the_clock_does(clock: list[datetime]) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        published = Path(name) / "muster.duckdb"
        published.touch()
        said: list[datetime] = []
        patch.setattr("warehouse.moments._built_at", lambda _path: said[-1] if said else None)
        for now in clock:
            said.append(after(published, now))
        assert said == sorted(set(said))


@pytest.fixture
def read_only(built_once: Path) -> Iterator[tuple[Path, Path]]:
    """A catalog and its results that nobody may write into, where every user may read."""
    folder = Path(tempfile.mkdtemp())
    shutil.copytree(built_once, folder, dirs_exist_ok=True)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder / "catalog", folder / "out"
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    shutil.rmtree(folder)


def give_up_the_rights_of_root() -> None:
    """Make this process heed what may be read and written, as any owner of files has to.

    Its user stays, so that it can read the code wherever that lies.
    """
    if os.getuid() == 0:
        header = (ctypes.c_uint32 * 2)(CAPABILITIES_VERSION_3, 0)
        nothing = (ctypes.c_uint32 * 6)()
        assert ctypes.CDLL(None, use_errno=True).capset(header, nothing) == 0


def as_an_owner(act: Callable[[], str]) -> str:
    """What an act gives in a process without the rights of root, which may write anywhere."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            give_up_the_rights_of_root()
            told = act()
        except BaseException as error:
            told = f"raised {type(error).__name__}: {error}"
        os.write(writing, told.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        told = stream.read()
    os.waitpid(pid, 0)
    return told


def test_whoever_may_only_read_can_ask_everything(read_only: tuple[Path, Path]) -> None:
    out = ["--out", str(read_only[1])]
    asked = [["compare"], ["conflicts"], ["sql", "SELECT count(*) FROM claim"], ["sources"],
             ["compare", "--rules"], ["explain", "recruited/NPL/2025-03-31"]]  # fmt: skip
    for arguments in asked:
        own = CliRunner().invoke(main, [*arguments, *out])

        def again(arguments: list[str] = arguments) -> str:
            said = CliRunner().invoke(main, [*arguments, *out])
            return f"{said.exit_code} {said.output}"

        assert as_an_owner(again) == f"{own.exit_code} {own.output}"
        assert own.exit_code in (0, 2)


def test_what_has_to_be_made_for_an_answer_says_that_it_cannot_be(
    read_only: tuple[Path, Path],
) -> None:
    out = read_only[1]

    def known() -> str:
        said = CliRunner().invoke(main, ["compare", "--known-on", "2025-02-15", "--out", str(out)])
        return f"{said.exit_code} {said.output}"

    told = as_an_owner(known)
    assert told.startswith("1 ")
    assert f"{out}/known" in told
    assert "Traceback" not in told


def test_a_build_into_a_folder_that_cannot_be_written_says_so(
    read_only: tuple[Path, Path],
) -> None:
    catalog, out = read_only

    def outcome() -> str:
        return str(build(catalog, out).message)

    told = as_an_owner(outcome)
    assert told == f"{out}/.build.lock cannot be written or read (Permission denied)"


def test_what_is_edited_while_it_is_read_is_read_again() -> None:
    states, told = iter(["1", "2", "2", "2"]), list[str]()
    read = iter(["half", "whole"])
    found = settled("the catalog", lambda: next(states), lambda: next(read), told.append)
    assert found == ("whole", "2")
    assert told == ["the catalog was edited while it was read: reading it again"]


def test_what_never_stands_still_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.assets.settled.PAUSE", 0)
    states = iter(range(2 * TRIES))
    with pytest.raises(Edited, match="the catalog was edited whenever it was read"):
        settled("the catalog", lambda: str(next(states)), lambda: None, lambda _line: None)


def test_a_catalog_that_is_edited_during_a_build_is_published_as_it_was_read(
    built: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog, out = built
    document = catalog / "gazette" / "first.yaml"
    real, edits = load.link, iter(["91 Nepalis", "92 Nepalis"])
    text = document.read_text()

    def link(*parts: object) -> object:
        if (words := next(edits, None)) is not None:
            document.write_text(text.replace("90 Nepalis", words))
        return real(*parts)  # type: ignore[arg-type]

    monkeypatch.setattr(load, "link", link)
    job = definitions(Settings(catalog, out)).resolve_job_def("publish_only")
    read = ["vocabulary", "registry", "gazette", "ministry", "catalog"]
    result = job.execute_in_process(
        asset_selection=[dg.AssetKey(name) for name in read], raise_on_error=False,
        instance=dg.DagsterInstance.ephemeral(),
    )  # fmt: skip
    assert result.success
    says = set(pd.read_parquet(out / "assets" / "catalog" / "claim.parquet")["says"])
    assert "92 Nepalis" in says
    assert not {"90 Nepalis", "91 Nepalis"} & says
    noted = read_from(out / "assets" / "catalog" / "rejected.parquet")
    assert noted == load.fingerprint(catalog)
