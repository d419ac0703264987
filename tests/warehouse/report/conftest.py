"""The report on a made-up catalog, written once: no test changes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.warehouse.report import whispers
from warehouse.report.write import write


@pytest.fixture(scope="session")
def whispered(
    derived_from: Callable[[Path, Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The warehouse of whispers.py."""
    return whispers.warehouse(derived_from, tmp_path_factory.mktemp("whispers"))


@pytest.fixture(scope="session")
def whispered_report(whispered: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the report on it."""
    folder = tmp_path_factory.mktemp("whispered") / "report"
    write(whispered, folder)
    return folder
