"""What killed builds left beside the files that they were writing, and its removal.

Called by whoever holds the folder of results (lock.py): then nobody else writes there but those who
bring pages into the archive, whose leftovers name their process.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from time import time

from pipelines.settings import ARCHIVE, Settings
from pipelines.whole import BESIDE
from sources import beside

LONG_AGO = 86_400.0  # seconds; ten times what the largest month takes
VERSIONS = ".muster.*"  # what warehouse/versions.py begins with


def _is_old(path: Path) -> bool:
    """Whether no run writes there any more: months are made beside whoever sweeps."""
    return path.stat().st_mtime < time() - LONG_AGO


def sweep(settings: Settings) -> None:
    """Remove what is left of killed builds under OUT; those in a store: remote/prune.py.

    OUT/.muster.* is removed at the publication, under its own lock.
    """
    found = [
        *(path for folder in (settings.base, settings.out) for path in folder.glob(BESIDE + "*")),
        *(settings.out / "versions").glob(VERSIONS),
        *filter(_is_old, settings.base.glob(f"*/{BESIDE}*")),  # of months
    ]
    for path in (*found, *beside.left_by_the_dead(settings.out / ARCHIVE)):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
