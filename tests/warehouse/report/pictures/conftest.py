"""The reports on the catalogs of counted.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.warehouse.report.made import Catalog
from tests.warehouse.report.pictures.counted import COUNTED, ONE_FIGURE
from warehouse.reading import reader
from warehouse.report.charts.facts import Facts
from warehouse.report.material import Material


@pytest.fixture(scope="session")
def counted_report(reported_once: Callable[[Catalog], Path]) -> Path:
    """The folder of the report on many figures."""
    return reported_once(COUNTED) / "report"


@pytest.fixture(scope="session")
def bare_report(reported_once: Callable[[Catalog], Path]) -> Path:
    """The folder of the report on one figure and nothing else."""
    return reported_once(ONE_FIGURE) / "report"


@pytest.fixture
def facts(counted_report: Path) -> Iterator[Facts]:
    """What pictures of many figures draw."""
    with reader(counted_report.with_name("muster.duckdb")) as connection:
        yield Facts(Material(connection))
