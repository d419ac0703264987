"""The report on quarrels.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.report.made import Catalog
from tests.warehouse.report.proofs.quarrels import QUARRELS
from warehouse.reading import reader
from warehouse.report.material import Material


@pytest.fixture(scope="session")
def quarrelled(reported_once: Callable[[Catalog], Path]) -> Path:
    """Its warehouse."""
    return reported_once(QUARRELS) / "muster.duckdb"


@pytest.fixture(scope="session")
def report(quarrelled: Path) -> Path:
    """The folder of the report on it."""
    return quarrelled.with_name("report")


@pytest.fixture
def connection(quarrelled: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse, open for reading."""
    with reader(quarrelled) as opened:
        yield opened


@pytest.fixture
def material(connection: duckdb.DuckDBPyConnection) -> Material:
    """What pages on it draw on."""
    return Material(connection)
