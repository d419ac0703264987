"""The report on the catalogs of counted.py, each written once: no test changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from lxml import html

from tests.warehouse.report.pictures import counted
from warehouse.report.charts.facts import Facts
from warehouse.report.material import Material
from warehouse.report.write import write

Read = Callable[[str], html.HtmlElement]


@pytest.fixture(scope="session")
def counted_file(
    derived_from: Callable[[Path, Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The warehouse of counted.py."""
    return counted.warehouse(derived_from, tmp_path_factory.mktemp("counted"), counted.FILES)


@pytest.fixture(scope="session")
def bare_file(
    derived_from: Callable[[Path, Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A warehouse of one figure and nothing else."""
    return counted.warehouse(derived_from, tmp_path_factory.mktemp("bare"), counted.BARE)


@pytest.fixture(scope="session")
def counted_report(counted_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the report on it."""
    folder = tmp_path_factory.mktemp("counted-report") / "report"
    write(counted_file, folder)
    return folder


@pytest.fixture(scope="session")
def bare_report(bare_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the report on the other one."""
    folder = tmp_path_factory.mktemp("bare-report") / "report"
    write(bare_file, folder)
    return folder


@pytest.fixture
def facts(counted_file: Path) -> Iterator[Facts]:
    """What pictures of it draw."""
    with duckdb.connect(str(counted_file), read_only=True) as connection:
        yield Facts(Material(connection))
