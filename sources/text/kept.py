"""Texts as they were made, kept beside the archive: old offsets keep their meaning, and a text is
made once for each method.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from pathlib import Path

from sources.text.plain_text import Text

_SLUG = re.compile(r"[^a-z0-9.-]+")


class KeptTexts:
    """A folder of texts: <folder>/<method>/<sha256 of the bytes>[.<charset>].txt."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str, method: str, charset: str | None = None) -> Path:
        """Where the text of some bytes by some method is kept."""
        suffix = f".{_SLUG.sub('_', charset.lower())[:40]}" if charset else ""
        return self.folder / _SLUG.sub("_", method.lower()) / f"{sha256}{suffix}.txt"

    def get(self, sha256: str, method: str, charset: str | None = None) -> Text | str | None:
        """The kept text, or the reason why there is none; None where neither is known, or where
        the file is not what was written."""
        path = self.path(sha256, method, charset)
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            told = json.loads(head)
            if told["sha256"] != hashlib.sha256(body).hexdigest():
                return None
            text = body.decode("utf-8", "surrogatepass")
            return text if told["refused"] else Text(text, int(told["main"]), method)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, sha256: str, method: str, found: Text | str, charset: str | None = None) -> None:
        """Keep a text, or the reason why there is none."""
        path = self.path(sha256, method, charset)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = found.text if isinstance(found, Text) else found
        body = text.encode("utf-8", "surrogatepass")
        head = {
            "sha256": hashlib.sha256(body).hexdigest(),
            "refused": not isinstance(found, Text),
            "main": found.main if isinstance(found, Text) else 0,
        }
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".beside-")
        with os.fdopen(handle, "wb") as stream:
            stream.write(json.dumps(head).encode() + b"\n" + body)
        Path(name).replace(path)
