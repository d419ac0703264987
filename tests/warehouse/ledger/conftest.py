"""A folder of results with a ledger that a test may damage."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.warehouse.ledger.builds import publish


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three builds published one after another; to be copied."""
    folder = tmp_path_factory.mktemp("kept")
    for n in (1, 2, 3):
        publish(folder, n)
    return folder


@pytest.fixture
def out(kept: Path, tmp_path: Path) -> Path:
    """The same in a folder of the test's own."""
    return shutil.copytree(kept, tmp_path / "out")
