"""Modules that are imported only when something in them is used, or not at all.

Great Expectations imports all of its expectations, and with them statistics and drawing, which
take a second and which no check here uses; and Spark, wherever it is installed. What is imported
for use does not belong here.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


class _Later(ModuleType):
    """Stands for a module until one of its names is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what the import system looks at
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


def import_later(names: Iterable[str]) -> None:
    """Let each module be imported at its first use; one that is imported already stays so."""
    for name in names:
        sys.modules.setdefault(name, _Later(name))


@contextmanager
def left_out(name: str) -> Iterator[None]:
    """Within the block a module cannot be imported, as if it were not installed; one that is
    imported already stays so."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # the import system's own sign
    try:
        yield
    finally:
        del sys.modules[name]
