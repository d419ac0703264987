"""A folder that takes the place of another, in one step where the system can do that."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

_HERE = -100  # AT_FDCWD of <fcntl.h>: paths are relative to the working folder
_EXCHANGE = 2  # RENAME_EXCHANGE of <linux/fs.h>


def exchange(one: Path, other: Path) -> bool:
    """Let two paths that exist change places (renameat2 of Linux); False where that cannot be
    done here, and then nothing has happened.
    """
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):  # another system, or an older library
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def put(new: Path, target: Path, aside: Path) -> None:
    """Let `new` take the place of `target`; what stood there is then at `new` or `aside`.

    Where the system has no single step there are two renames: a kill between them leaves nothing at
    `target`, and what stood there at `aside`. Raises `OSError` where it cannot be done; then what
    stood there stands.
    """
    if target.exists():
        if exchange(new, target):
            return
        target.rename(aside)
    try:
        new.rename(target)
    except OSError:
        if aside.exists():
            aside.rename(target)
        raise
