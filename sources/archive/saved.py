"""A page that somebody saved, as it comes into the archive: its bytes, what they are, and when.

HTML, text, PDF, CSV and MHTML are kept as they are. Of a WARC file the answer of one page is kept,
so that a page fetched and the same page taken from a crawl are one snapshot.
"""

from __future__ import annotations

import email
import email.policy
import email.utils
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

MOST_BYTES = 50_000_000  # the same as is read of a fetched document
MOST_RECORDS = 100_000  # of a WARC: a crawl of a whole site is no saved page
_HEAD = 4_096

SUFFIXES = {
    ".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain", ".md": "text/markdown", ".csv": "text/csv", ".json": "application/json",
    ".pdf": "application/pdf", ".mhtml": "multipart/related", ".mht": "multipart/related",
    ".eml": "message/rfc822",
}  # fmt: skip


class NotSaved(ValueError):
    """A file that is no saved page, and why."""


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


def saved(path: Path, url: str) -> Saved:
    """What a file brings into the archive for the document at `url`.

    Raises `NotSaved` where it is too large, empty, of no known kind, or a WARC without that page.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise NotSaved(f"{path}: cannot be read: {error.strerror}") from error
    if head.startswith((b"WARC/", b"\x1f\x8b")):
        return _from_warc(path, url)
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise NotSaved(f"{path}: {size:,} bytes; at most {MOST_BYTES:,} are archived")
    data = path.read_bytes()
    if not data.strip():
        raise NotSaved(f"{path}: the file is empty")
    media_type = media_type_of(data, path.suffix)
    if media_type is None:
        known = ", ".join(SUFFIXES)
        raise NotSaved(f"{path}: neither HTML, text, PDF, CSV, MHTML nor WARC; expected {known}")
    when = _date_of_mail(data) if media_type == "multipart/related" else None
    return Saved(data, media_type, captured_at=when)


def media_type_of(data: bytes, suffix: str = "") -> str | None:
    """What bytes are: by what they begin with, then by the file's suffix; None for other binary."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    low = head.lower()
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if b"content-type: multipart/related" in low and b"mime-version:" in low:
        return "multipart/related"
    if low.startswith((b"<!doctype html", b"<html")) or b"<html" in low or b"<body" in low:
        return "text/html"
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in data[:_HEAD] and not wide:
        return None
    return SUFFIXES.get(suffix.lower(), "text/plain")


def _date_of_mail(data: bytes) -> datetime | None:
    head = email.message_from_bytes(data[: _HEAD * 4], policy=email.policy.compat32)
    try:
        found = email.utils.parsedate_to_datetime(str(head["Date"]))
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _from_warc(path: Path, url: str) -> Saved:
    """The last answer of the page in a WARC file, or of the only page that it holds."""
    chosen: Saved | None = None
    others: set[str] = set()
    for found in _answers(path):
        if _same_page(found.url or "", url):
            chosen = found
        elif chosen is None:
            others.add(found.url or "")
            only = found
    if chosen is not None:
        return chosen
    if len(others) == 1:
        return only
    if not others:
        raise NotSaved(f"{path}: the WARC file holds no answer with a page")
    some = ", ".join(sorted(others)[:5])
    raise NotSaved(f"{path}: the WARC file holds no page {url}; it holds {some}")


def _same_page(one: str, other: str) -> bool:
    def bare(url: str) -> str:
        return url.partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/")

    return bare(one) == bare(other)


def _answers(path: Path) -> Iterator[Saved]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        with path.open("rb") as stream:
            for number, record in enumerate(ArchiveIterator(stream)):
                if number >= MOST_RECORDS:
                    raise NotSaved(f"{path}: more than {MOST_RECORDS:,} records in the WARC file")
                if record.rec_type in ("response", "resource"):
                    answer = _answer(record, path)
                    if answer is not None:
                        yield answer
    except ArchiveLoadFailed as error:
        raise NotSaved(f"{path}: no WARC file: {str(error)[:200]}") from error


def _answer(record: Any, path: Path) -> Saved | None:
    told = record.http_headers
    kind = (
        told.get_header("Content-Type") if told else record.rec_headers.get_header("Content-Type")
    )
    media_type, _, rest = (kind or "text/html").partition(";")
    if media_type.strip().lower() not in SUFFIXES.values():
        return None
    data = record.content_stream().read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise NotSaved(f"{path}: a page of more than {MOST_BYTES:,} bytes in the WARC file")
    if not data.strip():
        return None
    charset = rest.partition("charset=")[2].partition(";")[0].strip("\"' ") or None
    code = told.get_statuscode() if told else None
    when = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date"))
    return Saved(
        data, media_type.strip().lower(), charset, record.rec_headers.get_header("WARC-Target-URI"),
        when if when.tzinfo else when.replace(tzinfo=UTC),
        int(code) if code and code.isdigit() else None,
        told.get_header("ETag") if told else None,
        told.get_header("Last-Modified") if told else None,
    )  # fmt: skip
