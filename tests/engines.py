"""What only some machines have: Spark, an object store, PostgreSQL. Tests of them are left out
where it is not installed, and never in CI.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))  # where Debian puts the server


def engine(module: str) -> ModuleType:
    """A module of `make engines`; leaves the tests out that need it where it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"{module} is not installed: make engines", allow_module_level=True)


def installed(module: str) -> None:
    """The same for a module that takes long to import, which is left to the tests."""
    if importlib.util.find_spec(module) is None:
        engine(module)


def program(name: str) -> str:
    """The path of a program that runs beside; leaves the tests out where it is not installed."""
    ours = Path(sys.executable).parent
    folders = os.pathsep.join([str(ours), os.environ.get("PATH", ""), *map(str, POSTGRES)])
    found = shutil.which(name, path=folders)
    if found is None:
        if os.environ.get("CI"):
            raise RuntimeError(f"{name} is not installed")
        pytest.skip(f"{name} is not on this machine", allow_module_level=True)
    return found
