"""A page that somebody saved, as it comes into the archive: its bytes, what they are, and when.

HTML, text, PDF, CSV and MHTML are kept as they are. Of a WARC file the answer of one page is kept
(warc.py), so that a page fetched and the same page taken from a crawl are one snapshot.
"""

from __future__ import annotations

import email
import email.policy
import email.utils
import os
import re
import stat
from datetime import UTC, datetime
from pathlib import Path

from sources.archive.objects import MOST_BYTES
from sources.archive.page import NotSaved, Saved

__all__ = ["MOST_BYTES", "SUFFIXES", "NotSaved", "Saved", "media_type_of", "saved"]

_HEAD = 4_096
_MAIL_HEAD = 16_384

SUFFIXES = {
    ".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain", ".md": "text/markdown", ".csv": "text/csv", ".json": "application/json",
    ".pdf": "application/pdf", ".mhtml": "multipart/related", ".mht": "multipart/related",
    ".eml": "message/rfc822",
}  # fmt: skip

# Bytes that no text has in any encoding but UTF-16: below the space, but for tab, line feed, form
# feed, carriage return and escape (of ISO-2022).
_BINARY = bytes({*range(32)} - {0x09, 0x0A, 0x0C, 0x0D, 0x1B})
_MARKUP = re.compile(rb"<(?:!doctype html|html|head|body|meta|title)\b", re.IGNORECASE)


def saved(path: Path, url: str) -> Saved:
    """What a file brings into the archive for the document at `url`.

    Raises `NotSaved` where it is too large, empty, of no known kind, or a WARC without that page.
    """
    try:
        with path.open("rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise NotSaved(path, "not a regular file")
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise NotSaved(path, f"cannot be read: {error.strerror}") from error
    if data.startswith((b"WARC/", b"\x1f\x8b")):
        from sources.archive.warc import answer_of

        return answer_of(path, url)
    if len(data) > MOST_BYTES:
        raise NotSaved(path, f"{path.stat().st_size:,} bytes; at most {MOST_BYTES:,} are archived")
    if not data.strip():
        raise NotSaved(path, "the file is empty")
    media_type = media_type_of(data, path.suffix)
    if media_type is None:
        known = ", ".join(SUFFIXES)
        raise NotSaved(path, f"neither HTML, text, PDF, CSV, MHTML nor WARC; expected {known}")
    when = _date_of_mail(data) if media_type == "multipart/related" else None
    return Saved(data, media_type, captured_at=when)


def media_type_of(data: bytes, suffix: str = "") -> str | None:
    """What bytes are: by what they begin with, then by the file's suffix; None for other binary."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in head[:1_024]:  # readers allow for some rubbish in front
        return "application/pdf"
    low = head.lower()
    if b"content-type: multipart/related" in low and b"mime-version:" in low:
        return "multipart/related"
    if head.startswith(b"<") and _MARKUP.search(head):
        return "text/html"
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and len(head) - len(head.translate(None, _BINARY)) > len(head) // 100:
        return None
    return SUFFIXES.get(suffix.lower(), "text/plain")


def _date_of_mail(data: bytes) -> datetime | None:
    """When a page was saved as MHTML; None where it does not tell, or tells what cannot be."""
    head = email.message_from_bytes(data[:_MAIL_HEAD], policy=email.policy.compat32)
    try:
        found = email.utils.parsedate_to_datetime(str(head["Date"])[:100])
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        return None
