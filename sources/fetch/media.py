"""What a page is: by its Content-Type, and by its bytes where that says nothing or is wrong."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import httpx

from sources.archive.saved import media_type_of
from sources.fetch.failure import Failed
from sources.fetch.page import OK
from sources.text.plain_text import Refused, kind

_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?\s*([\w.:+-]{1,40})""", re.I | re.A)
_NO_TEXT = ("image/", "audio/", "video/", "font/")
# What servers say of files they do not know, and of pages that say what they are themselves.
_VAGUE = ("", "application/octet-stream", "binary/octet-stream", "application/force-download",
          "application/x-download", "application/download", "application/unknown",
          "unknown/unknown", "application/xml", "text/xml")  # fmt: skip


def declared(headers: httpx.Headers) -> tuple[str, str | None]:
    """Media type (lower case, empty where there is none) and charset of a Content-Type."""
    value = headers.get("Content-Type", "")
    charset = _CHARSET.search(value)
    media_type = value.partition(";")[0].partition(",")[0].strip().lower()
    return media_type, charset[1] if charset else None


def refuse(headers: httpx.Headers) -> None:
    """Raises `Failed` for pictures, sound and films: their bodies need not be read."""
    media_type, _ = declared(headers)
    if media_type.startswith(_NO_TEXT):
        raise _no_text(media_type)


def media_type(headers: httpx.Headers, data: bytes, path: str) -> str:
    """The media type of a body; raises `Failed` where no text can be read from it."""
    told, _ = declared(headers)
    found = media_type_of(data, PurePosixPath(path).suffix)
    if found == "application/pdf" or told == "application/pdf" or told in _VAGUE:
        if found is None:
            raise _no_text(told or "a page without a Content-Type")
        return found
    try:
        kind(told)
    except Refused:
        raise _no_text(told) from None
    return told


def _no_text(told: str) -> Failed:
    return Failed(f"no text can be read from {told[:80]}", status=OK)
