"""Texts as they were made, kept beside the archive: old offsets keep their meaning, and a text is
made once for each method. The folder may be deleted: what is asked for is then made again.

A text stands in a file of its own, which anybody can slice by offsets in characters; what belongs
to it stands beside it.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sources import beside
from sources.text.plain_text import Text, Unread

AGAIN = timedelta(days=1)
"""After which a document is tried again that took too long or killed its reader: often enough for
whoever mends it, and seldom enough for a build that must not wait for it."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SLUG = re.compile(r"[^a-z0-9.-]+")
_LARGEST = 1 << 16  # bytes of what belongs to a text


class KeptTexts:
    """A folder of texts: <folder>/<method>/<sha256 of the document's bytes>.txt and .json."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str, method: str) -> Path:
        """Where the text of some bytes by some method is kept; raises `ValueError` for what is no
        SHA-256.
        """
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"{sha256[:80]!r} is no SHA-256 in lower-case hexadecimal digits")
        return self.folder / _SLUG.sub("_", method.lower()).lstrip(".") / f"{sha256}.txt"

    def get(self, sha256: str, method: str, now: datetime | None = None) -> Text | str | None:
        """The kept text, or the reason why there is none. None where neither is known, where the
        text is not the one that was kept, and where it is time to try again.
        """
        path = self.path(sha256, method)
        try:
            told = _told(path.with_suffix(".json"))
            if told["method"] != method:
                return None
            if told["refused"] is not None:
                return _reason(told, now or datetime.now(UTC))
            body = path.read_bytes()
            if hashlib.sha256(body).hexdigest() != told["sha256"]:
                return None
            return Text(body.decode(), int(told["main"]), method)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def put(self, sha256: str, method: str, found: Text | str) -> None:
        """Keep a text, or the reason why there is none."""
        path = self.path(sha256, method)
        told: dict[str, Any] = {"method": method, "sha256": None, "main": None, "refused": None}
        if isinstance(found, Text):
            body = found.text.encode()
            told |= {"sha256": hashlib.sha256(body).hexdigest(), "main": found.main}
            beside.write(path, body)
        else:
            told |= {"refused": str(found)}
            if isinstance(found, Unread):
                told |= {"tried_at": datetime.now(UTC).isoformat(timespec="seconds")}
        # Last: it is what tells that the text is there.
        beside.write(path.with_suffix(".json"), json.dumps(told, indent=1).encode() + b"\n")


def _told(path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        told: dict[str, Any] = json.loads(stream.read(_LARGEST))
    return told


def _reason(told: dict[str, Any], now: datetime) -> str | None:
    if (tried := told.get("tried_at")) is None:
        return str(told["refused"])
    return Unread(told["refused"]) if datetime.fromisoformat(tried) > now - AGAIN else None
