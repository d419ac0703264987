"""A small published file to export, as readers open it, and its whole export."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from warehouse.export.about import CC_BY
from warehouse.export.export import export
from warehouse.reading import reader


@pytest.fixture(scope="session")
def published(built_once: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The made-up catalog as it is published."""
    with reader(built_once / "out" / "muster.duckdb") as connection:
        yield connection


@pytest.fixture(scope="session")
def exported(
    published: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder of its export, in all formats; no test changes it."""
    folder = tmp_path_factory.mktemp("exported") / "export"
    export(published, folder, licence=CC_BY)
    return folder


@pytest.fixture(scope="session")
def changed(
    built_once: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., duckdb.DuckDBPyConnection]:
    """Opens the same file after some statements were run on a copy of it."""

    def opened(*statements: str) -> duckdb.DuckDBPyConnection:
        path = tmp_path_factory.mktemp("changed") / "changed.duckdb"
        shutil.copy(built_once / "out" / "muster.duckdb", path)
        with duckdb.connect(str(path)) as connection:
            for statement in statements:
                connection.execute(statement)
        return reader(path)

    return opened
