"""A page as it comes into the archive, and how a file that has none is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


class NotSaved(ValueError):  # noqa: N818 - a finding about a file, not an error of ours
    """A file that is no saved page, and why."""

    def __init__(self, path: Path, told: str) -> None:
        super().__init__(f"{path}: {told}")


@dataclass(frozen=True)
class Saved:
    """`url`, `captured_at`, `status` and the validators are None where the file does not tell."""

    data: bytes
    media_type: str
    charset: str | None = None
    url: str | None = None
    captured_at: datetime | None = None
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
