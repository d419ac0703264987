"""The versions that are kept: how many, and whether each is still what was published.

Knows files and their checksums, not what is in them, and no engine.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

KEEP = 10  # versions: a fortnight of working days at one build a day, and a small file each
CHUNK = 1 << 20  # bytes read at a time

State = Literal["whole", "damaged", "unknown"]


def sha256(path: Path) -> str:
    """The SHA-256 of a file."""
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            found.update(chunk)
    return found.hexdigest()


def checksum(version: Path) -> Path:
    """Where the SHA-256 of a version stands, in the form that `sha256sum --check` reads."""
    return version.with_name(version.name + ".sha256")


def note(version: Path, file: Path) -> None:
    """Write down the SHA-256 of `file` as that of the version; one that is noted stays."""
    noted = checksum(version)
    if noted.exists():
        return
    noted.parent.mkdir(exist_ok=True)
    beside = noted.with_name(f".{noted.name}")
    beside.write_text(f"{sha256(file)}  {version.name}\n", encoding="utf-8")
    beside.replace(noted)


def state(version: Path, file: Path | None = None) -> State:
    """Whether a version, or the `file` that holds it, is as it was published.

    `unknown` where no checksum was noted, as by a Muster before there were any.
    """
    try:
        noted = checksum(version).read_text(encoding="utf-8", errors="replace").split()
    except FileNotFoundError:
        return "unknown"
    return "whole" if noted[:1] == [sha256(file or version)] else "damaged"


def forget_old(folder: Path, keep: int, just_kept: Path, published: str) -> None:
    """Remove all but the latest `keep` versions. The one just kept stays however old it is: after
    a rollback the file that stood before may be the oldest.

    `published` is the name of the version that now stands in the published place.
    """
    others = sorted(p for p in folder.glob("*.duckdb") if p != just_kept)
    for old in others[: max(len(others) - (keep - 1), 0)]:
        old.unlink()
        old.with_name(f"{old.name}.wal").unlink(missing_ok=True)
    standing = {p.name for p in folder.glob("*.duckdb")} | {published}
    for noted in folder.glob("*.duckdb.sha256"):
        if noted.name.removesuffix(".sha256") not in standing:
            noted.unlink()
