"""The report on the catalog of quarrels.py, written once: no test changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.report.proofs import quarrels
from warehouse.report.material import Material
from warehouse.report.write import write


@pytest.fixture(scope="session")
def quarrelled(
    derived_from: Callable[[Path, Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The warehouse of quarrels.py."""
    return quarrels.warehouse(derived_from, tmp_path_factory.mktemp("quarrels"))


@pytest.fixture(scope="session")
def report(quarrelled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the report on it."""
    folder = tmp_path_factory.mktemp("quarrelled") / "report"
    write(quarrelled, folder)
    return folder


@pytest.fixture
def connection(quarrelled: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse, open for reading."""
    with duckdb.connect(str(quarrelled), read_only=True) as opened:
        yield opened


@pytest.fixture
def material(connection: duckdb.DuckDBPyConnection) -> Material:
    """What pages on it draw on."""
    return Material(connection)
