"""Published files to compare: the small catalog's, and copies in which SQL changed something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

import duckdb
import pytest

from warehouse.changes.sides import READ
from warehouse.engine import identifier, quoted

Altered = Callable[..., Path]


@pytest.fixture(scope="session")
def small(built_once: Path) -> Path:
    """The published file of the small catalog, which no test changes."""
    return built_once / "out" / "muster.duckdb"


@pytest.fixture(scope="session")
def altered(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Altered:
    """Makes copies of the small file without its declarations, in which `statements` were run: a
    difference that no catalog would give is one all the same.
    """
    folder, numbers = tmp_path_factory.mktemp("altered"), count()

    def make(*statements: str, tables: Sequence[str] = READ) -> Path:
        path = folder / f"{next(numbers)}.duckdb"
        with duckdb.connect(str(path), config={"default_block_size": 16_384}) as connection:
            connection.execute(f"ATTACH {quoted(str(small))} AS source (READ_ONLY)")
            for table in tables:
                name = identifier(table)
                connection.execute(f"CREATE TABLE {name} AS FROM source.main.{name}")
            for statement in statements:
                connection.execute(statement)
        return path

    return make
