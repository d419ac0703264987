"""What tests in several rooms share: a catalog built once, and how much hypothesis tries."""

from __future__ import annotations

import fcntl
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

SMALL = Path(__file__).parent / "pipelines" / "catalog"

# `pytest --hypothesis-profile thorough` tries twenty times as much.
settings.register_profile("every run", max_examples=50, deadline=None)
settings.register_profile("thorough", max_examples=1_000, deadline=None)
settings.load_profile("every run")


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a made-up catalog and all that a build makes of it; to be copied.

    Whichever process of the run comes first builds it for all of them.
    """
    from pipelines.build import build

    shared = tmp_path_factory.getbasetemp()
    if shared.name.startswith("popen-"):
        shared = shared.parent
    folder = shared / "built-once"
    with (shared / "built-once.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            shutil.copytree(SMALL, folder / "catalog")
            assert build(folder / "catalog", folder / "out").success
            (folder / "done").touch()
    return folder


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The catalog and its results in folders of the test's own."""
    for name in ("catalog", "out"):
        shutil.copytree(built_once / name, tmp_path / name)
    return tmp_path / "catalog", tmp_path / "out"
