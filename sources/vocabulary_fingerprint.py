"""The fingerprint of a vocabulary: the files of a catalog, and built-in ones that it lacks."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sources.files import BUILT_IN

FOLDER = "vocabulary"
AREAS = Path(__file__).parent / "m49.csv"


def vocabulary_fingerprint(catalog: Path) -> str:
    """SHA-256 over the names and bytes of the files that the vocabulary is read from."""
    files = {
        path.name: path for root in (BUILT_IN, catalog) for path in (root / FOLDER).glob("*.yaml")
    }
    found = hashlib.sha256()
    for name, path in sorted({**files, AREAS.name: AREAS}.items()):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        found.update(f"{name} {content}\n".encode())
    return found.hexdigest()
