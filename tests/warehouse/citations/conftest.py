"""Claims to cite: one by hand, and those of the catalog of the repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.citations.made import COUNTRY
from warehouse.citations.row import Row, read
from warehouse.reading import reader


@pytest.fixture
def row() -> Row:
    """A claim by hand; tests replace in it what they are about."""
    return COUNTRY


@pytest.fixture(scope="session")
def published(catalog_once: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published catalog of the repository, read-only."""
    with reader(catalog_once / "muster.duckdb") as connection:
        yield connection


@pytest.fixture(scope="session")
def rows(published: duckdb.DuckDBPyConnection) -> dict[str, Row]:
    """Every claim of it, by id."""
    return read(published)
