"""Texts as they were made, kept beside the archive: old offsets keep their meaning, and a text is
made once for each method. The folder may be deleted: what is asked for is then made again.

A text stands in a file of its own, which anybody can slice by offsets in characters; what belongs
to it stands beside it. With a store behind the folder, what one machine made is read by all.
"""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sources import beside
from sources.archive.behind import Behind, Below
from sources.archive.spare import Spare
from sources.text.plain_text import LIMITS, Text, Unread

AGAIN = timedelta(days=1)
"""After which a document is tried again that took too long or killed its reader: often enough for
whoever mends it, and seldom enough for a build that must not wait for it."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SLUG = re.compile(r"[^a-z0-9.-]+")
_LARGEST = 1 << 16  # bytes of what belongs to a text
_MOST_BYTES = 4 * LIMITS.characters + _LARGEST


class KeptTexts:
    """A folder of texts: <folder>/<method>/<sha256 of the document's bytes>.txt and .json.

    Behind stands one file each: <method>/<two letters>/<sha256>, what belongs to the text in its
    first line. What took too long here is not told there: another machine may have more luck.
    """

    def __init__(self, folder: Path, behind: Behind | None = None) -> None:
        self.folder, self.behind = folder, behind
        self._shared: dict[str, Spare] = {}

    def path(self, sha256: str, method: str) -> Path:
        """Where the text of some bytes by some method is kept; raises `ValueError` for what is no
        SHA-256.
        """
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"{sha256[:80]!r} is no SHA-256 in lower-case hexadecimal digits")
        return self.folder / _folder(method) / f"{sha256}.txt"

    def get(self, sha256: str, method: str, now: datetime | None = None) -> Text | str | None:
        """The kept text, or the reason why there is none. None where neither is known, where the
        text is not the one that was kept, and where it is time to try again.
        """
        path = self.path(sha256, method)
        found = _read(path, method, now or datetime.now(UTC))
        if found is None and (shared := self._behind(method)) is not None:
            found = _unpacked(shared.get(_name(sha256), _MOST_BYTES), method)
            if found is not None:
                with suppress(OSError):  # it is read all the same where it cannot be kept
                    _write(path, method, found)
        return found

    def put(self, sha256: str, method: str, found: Text | str) -> None:
        """Keep a text, or the reason why there is none. That it cannot be put behind is no error:
        others make it again.
        """
        _write(self.path(sha256, method), method, found)
        shared = self._behind(method)
        if shared is not None and not isinstance(found, Unread):
            shared.put(_name(sha256), _packed(method, found))

    def here(self, method: str) -> set[str]:
        """The hashes of which something is kept here for a method, whether it is whole or not."""
        return {path.stem for path in (self.folder / _folder(method)).glob("*.json")}

    def elsewhere(self, sha256: str, method: str) -> bool:
        """Whether the store behind has a text, as far as it tells."""
        shared = self._behind(method)
        return shared is not None and shared.has(_name(sha256))

    def bring(self, sha256: str, method: str) -> None:
        """Fetch what is not here, where the store behind has it."""
        if not self.path(sha256, method).with_suffix(".json").exists():
            self.get(sha256, method)

    def _behind(self, method: str) -> Spare | None:
        if self.behind is None:
            return None
        folder = _folder(method)
        if (shared := self._shared.get(folder)) is None:
            shared = self._shared.setdefault(folder, Spare(Below(self.behind, folder)))
        return shared


def _folder(method: str) -> str:
    return _SLUG.sub("_", method.lower()).lstrip(".")


def _name(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"


def _read(path: Path, method: str, now: datetime) -> Text | str | None:
    try:
        told = _told(path.with_suffix(".json"))
        if told["method"] == method and told["refused"] is not None:
            return _reason(told, now)
        return _text(told, path.read_bytes(), method)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _text(told: dict[str, Any], body: bytes, method: str) -> Text | None:
    if told["method"] != method or hashlib.sha256(body).hexdigest() != told["sha256"]:
        return None
    return Text(body.decode(), int(told["main"]), method)


def _write(path: Path, method: str, found: Text | str) -> None:
    told, body = _parts(method, found)
    if body is not None:
        beside.write(path, body)
    # Last: it is what tells that the text is there.
    beside.write(path.with_suffix(".json"), json.dumps(told, indent=1).encode() + b"\n")


def _parts(method: str, found: Text | str) -> tuple[dict[str, Any], bytes | None]:
    """What belongs to a text, and the text; None for a reason why there is none."""
    told: dict[str, Any] = {"method": method, "sha256": None, "main": None, "refused": None}
    if isinstance(found, Text):
        body = found.text.encode()
        return told | {"sha256": hashlib.sha256(body).hexdigest(), "main": found.main}, body
    told |= {"refused": str(found)}
    if isinstance(found, Unread):
        told |= {"tried_at": datetime.now(UTC).isoformat(timespec="seconds")}
    return told, None


def _packed(method: str, found: Text | str) -> bytes:
    told, body = _parts(method, found)
    return json.dumps(told).encode() + b"\n" + (body or b"")


def _unpacked(data: bytes | None, method: str) -> Text | str | None:
    if data is None:
        return None
    head, _, body = data.partition(b"\n")
    try:
        told = json.loads(head)
        if told["method"] == method and told["refused"] is not None:
            return str(told["refused"])
        return _text(told, body, method)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _told(path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        told: dict[str, Any] = json.loads(stream.read(_LARGEST))
    return told


def _reason(told: dict[str, Any], now: datetime) -> str | None:
    if (tried := told.get("tried_at")) is None:
        return str(told["refused"])
    return Unread(told["refused"]) if datetime.fromisoformat(tried) > now - AGAIN else None
