"""Where readers find the warehouse on each way, and how a new version is put there meanwhile.

How a reader opens it stands in ways.py.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.readers.servers import postgres, program, store
from warehouse.export.export import export
from warehouse.reading import reader


@dataclass(frozen=True)
class Version:
    """A published file and what is exported from it: for a server, and as Parquet."""

    name: str
    file: Path
    exported: Path


@dataclass(frozen=True)
class Place:
    """What readers are told, how the new version is published, and which processes serve."""

    target: dict[str, Any]
    publish: Callable[[], None]
    servers: tuple[int, ...] = ()


def two_versions(file: Path, folder: Path) -> tuple[Version, Version]:
    """Copies of a published file, one of them with other words in it, and their exports."""
    return _version(file, folder / "old", ""), _version(file, folder / "new", " *")


def _version(file: Path, folder: Path, added: str) -> Version:
    folder.mkdir()
    path = folder / "muster.duckdb"
    shutil.copy(file, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE build SET code_version = ?", [folder.name])
        if added:
            connection.execute("UPDATE claim SET says = says || ?", [added])
            connection.execute("UPDATE source SET name = name || ?", [added])
        connection.execute("CHECKPOINT")
    with reader(path) as connection:
        export(connection, folder / "export", ["datapackage", "postgres"])
    return Version(folder.name, path, folder / "export")


def _put(file: Path, path: Path) -> None:
    """In one step, as publication does."""
    beside = path.with_name(f".{path.name}")
    shutil.copy(file, beside)
    beside.replace(path)


@contextmanager
def at_a_path(old: Version, new: Version, folder: Path, _readers: int) -> Iterator[Place]:
    """A file that a rename replaces."""
    path = folder / "muster.duckdb"
    _put(old.file, path)
    yield Place({"file": str(path)}, lambda: _put(new.file, path))


@contextmanager
def in_a_store(old: Version, new: Version, folder: Path, _readers: int) -> Iterator[Place]:
    """Versions that stay, and a pointer that is replaced."""
    bucket = folder / "store" / "bucket"

    def publish(version: Version) -> None:
        at, export_at = f"versions/{version.name}.duckdb", f"builds/{version.name}"
        (bucket / "versions").mkdir(parents=True, exist_ok=True)
        shutil.copy(version.file, bucket / at)
        shutil.copytree(version.exported / "data", bucket / export_at / "data")
        pointer = folder / "current.json"
        pointer.write_text(json.dumps({"version": {"path": at, "export": export_at}}), "utf-8")
        _put(pointer, bucket / "current.json")

    publish(old)
    with store(bucket.parent) as running:
        target = {"bucket": bucket.name, "options": running.options}
        yield Place(target, lambda: publish(new), (running.process,))


@contextmanager
def on_a_server(old: Version, new: Version, _folder: Path, readers: int) -> Iterator[Place]:
    """Tables that a transaction replaces."""
    with postgres(readers + 10) as running:

        def publish(version: Version) -> None:
            done = running.load(version.exported / "muster.sql")
            if done.returncode:
                raise RuntimeError(done.stderr)

        publish(old)
        yield Place({"address": running.address}, lambda: publish(new), (running.process,))


@dataclass(frozen=True)
class Way:
    """A way of reading: what it is called, where the warehouse lies, and what it needs.

    So many readers are threads of one process, `in_one`; all of them where it is None.
    """

    name: str
    called: str
    placed: Callable[[Version, Version, Path, int], AbstractContextManager[Place]]
    modules: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    in_one: int | None = 1

    @property
    def lacks(self) -> list[str]:
        """What of it is not installed here."""
        modules = [m for m in self.modules if importlib.util.find_spec(m) is None]
        return modules + [p for p in self.programs if program(p) is None]


WAYS = (
    Way("file", "the file, a process for each reader", at_a_path),
    Way("bi", "the file behind one BI server", at_a_path, ("duckdb_engine",), in_one=None),
    Way(
        "in place",
        "the file in an object store, ten in a process",
        in_a_store,
        ("s3fs",),
        ("rclone",),
        in_one=10,
    ),
    Way(
        "parquet",
        "Parquet in an object store, ten in a process",
        in_a_store,
        ("s3fs",),
        ("rclone",),
        in_one=10,
    ),
    Way("postgres", "PostgreSQL", on_a_server, ("psycopg2",), ("postgres", "psql")),
)
