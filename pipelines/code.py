"""Which code made a file: Muster's version and a hash of everything that shapes results.

The catalog is no code: it has a fingerprint of its own.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("pipelines", "sources", "warehouse")
CATALOG = ("sources", "catalog")
DIGITS = 12  # of the hash: 48 bits tell any two codes apart that anybody will ever have


def _files(root: Path) -> list[Path]:
    """The files of the three rooms, but for the catalog, and what compilers and editors leave."""
    return sorted(
        path
        for room in ROOMS
        for path in (root / room).rglob("*")
        if path.is_file()
        and path.relative_to(root).parts[:2] != CATALOG
        and "__pycache__" not in path.parts
        and not path.name.startswith(".")
        and not path.name.endswith("~")
    )


def code_version(root: Path = ROOT) -> str:
    """Such as 0.1.0+3f2a9c11d0e4: no two different codes have the same one."""
    found = hashlib.sha256()
    for path in _files(root):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        found.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return f"{version('muster')}+{found.hexdigest()[:DIGITS]}"
