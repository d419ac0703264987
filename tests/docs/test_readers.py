"""docs/readers.md: every block of Python and every command runs, with the client that it names."""

from __future__ import annotations

import gc
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.readers import told
from benchmarks.readers.servers import KEY, SECRET, Postgres, Store, postgres, store
from docs.site.markdown import ROOT, read
from tests.engines import engine, program
from warehouse.export.export import export
from warehouse.keeping import sha256
from warehouse.reading import reader

PAGE = ROOT / "docs" / "readers.md"
BLOCKS = [code.text for code in read(PAGE).code if code.info == "python"]
COMMANDS = [
    line.removeprefix("$ ")
    for code in read(PAGE).code if code.info == "console"
    for line in code.text.splitlines() if line.startswith("$ ")
]  # fmt: skip
NEEDS = {"import ibis": "ibis", "psycopg2": "psycopg2", "BUCKET": "s3fs"}


@dataclass(frozen=True)
class Desk:
    """Where the page's names lead in a test: a folder to stand in, a store, a server."""

    folder: Path
    store: Store
    server: Postgres

    def led(self, text: str) -> str:
        """A text with the addresses of this desk."""
        at = f"127.0.0.1:{self.server.port}/postgres"
        text = text.replace("publisher@localhost/muster", f"muster@{at}")
        return text.replace("analysts@localhost/muster", f"analysts@{at}")


@pytest.fixture(scope="module")
def desk(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    engine("s3fs")
    for name in ("rclone", "postgres"):
        program(name)
    folder = tmp_path_factory.mktemp("desk")
    (folder / "data").mkdir()
    file = folder / "data" / "muster.duckdb"
    shutil.copy(built_once / "out" / "muster.duckdb", file)
    with reader(file) as connection:
        export(connection, folder / "DIR", ["datapackage", "postgres"])
    bucket = folder / "store" / "BUCKET"
    shutil.copytree(folder / "DIR", bucket / "builds" / "first")
    (bucket / "versions").mkdir()
    shutil.copy(file, bucket / "versions" / "first.duckdb")
    told_of = {"path": "versions/first.duckdb", "export": "builds/first", "sha256": sha256(file)}
    (bucket / "current.json").write_text(json.dumps({"version": told_of}), encoding="utf-8")
    with store(folder / "store") as objects, postgres() as server:
        made = ["-c", "CREATE ROLE analysts LOGIN"]
        subprocess.run([program("psql"), "-X", "-q", "-d", server.address, *made], check=True)
        assert server.load(folder / "DIR" / "muster.sql", "-v", "reader=analysts").returncode == 0
        yield Desk(folder, objects, server)


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_a_block_of_python_runs(
    block: str, desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for words, module in NEEDS.items():
        if words in block:
            engine(module)
    monkeypatch.chdir(desk.folder)
    for name, value in {
        "AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{desk.store.port}",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    there: dict[str, object] = {}
    exec(compile(desk.led(block), str(PAGE), "exec"), there)
    there.clear()
    gc.collect()  # what a block leaves open would be shown to the next one
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_runs(command: str, desk: Desk) -> None:
    words = shlex.split(desk.led(command))
    if words[0] == "muster":
        words = [sys.executable, "-m", "pipelines.cli", *words[1:], "--out", "data"]
    else:
        words[0] = program(words[0])
    done = subprocess.run(
        words, cwd=desk.folder, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "") or words[0] == sys.executable, done.stderr
    assert done.stdout or "-f" in words


def test_an_address_of_sqlalchemy_can_be_shut(desk: Desk) -> None:
    from sqlalchemy import create_engine, exc, text

    (options,) = re.findall(r"`(\?access_mode=read_only&enable\S+)`", PAGE.read_text("utf-8"))
    with create_engine(f"duckdb:///{desk.folder}/data/muster.duckdb{options}").connect() as shut:
        assert shut.execute(text("SELECT count(*) FROM claim")).scalar()
        for query in (
            "SELECT * FROM read_text('/etc/hostname')",
            f"COPY (SELECT 1) TO '{desk.folder}/taken.csv'", "SET enable_external_access = true",
        ):  # fmt: skip
            with pytest.raises(exc.DBAPIError):
                shut.execute(text(query))


def test_the_tables_are_those_that_were_measured() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert told.rewritten(page) == page
