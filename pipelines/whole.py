"""Folders that are replaced as a whole: written beside, then put in the place of what stands.

What is written into them is no concern of this module.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse.in_place import put

BESIDE = ".beside-"  # how the folders begin in which this is done; leftovers.py removes old ones


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Yields the path of a new folder, not yet made, that takes the place of `path` in one step.

    A failure leaves the old folder as it was. Where the system has no such step, a kill in between
    leaves no folder, as if it had not been made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=BESIDE) as folder:
        new = Path(folder) / "new"
        yield new
        put(new, path, Path(folder) / "old")
