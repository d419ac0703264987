"""The report on whispers.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.warehouse.report.made import Catalog
from tests.warehouse.report.whispers import WHISPERS


@pytest.fixture(scope="session")
def whispered(reported_once: Callable[[Catalog], Path]) -> Path:
    """Its warehouse."""
    return reported_once(WHISPERS) / "muster.duckdb"


@pytest.fixture(scope="session")
def whispered_report(whispered: Path) -> Path:
    """The folder of the report on it."""
    return whispered.with_name("report")
