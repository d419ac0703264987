"""Two folders that change places in one step, where the system can do that."""

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
