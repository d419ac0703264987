"""Files of a folder of ours, written whole or not at all."""

from __future__ import annotations

import os
import re
import socket
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Workers on other machines may write into the same folder: what their processes are called there
# says nothing here.
_HERE = f"h{zlib.crc32(socket.gethostname().encode()):08x}"
_LEFT = re.compile(rf"\.beside-(?:{_HERE}-)?(\d+)-")
_OF_OTHERS = re.compile(r"\.beside-h[0-9a-f]{8}-\d+-")
_LONG_AGO = 86_400.0  # seconds in which any file of ours is written


def temporary(folder: Path) -> tuple[int, Path]:
    """A new file in a folder, open for writing, whose name tells the machine and the process that
    write it.
    """
    handle, name = tempfile.mkstemp(dir=folder, prefix=f".beside-{_HERE}-{os.getpid()}-")
    return handle, Path(name)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let an error of the file system name a file, where it names none: as when a disk is full."""
    try:
        yield
    except OSError as error:
        if error.errno is None or error.filename is not None:
            raise
        raise OSError(error.errno, os.strerror(error.errno), str(path)) from None


def write(path: Path, data: bytes) -> None:
    """Write beside and rename: a reader sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = temporary(path.parent)
    try:
        with naming(path), os.fdopen(handle, "wb") as stream:
            stream.write(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def left_by_the_dead(folder: Path) -> Iterator[Path]:
    """Files under a folder that processes were writing which are no more.

    A number that another process has by now keeps a file until that one has ended too. Of what
    processes of another machine wrote, only the age is known: a day is taken for dead.
    """
    for path in folder.rglob(".beside-*"):
        found = _LEFT.match(path.name)
        if (found and not _runs(int(found[1]))) or (not found and _is_old(path)):
            yield path


def _is_old(path: Path) -> bool:
    try:
        written = path.stat().st_mtime
    except FileNotFoundError:  # renamed meanwhile
        return False
    return _OF_OTHERS.match(path.name) is not None and written < time.time() - _LONG_AGO


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OverflowError:  # no number of a process
        return False
    except PermissionError:  # somebody else's
        return True
    return True
