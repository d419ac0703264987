"""The answer of one page in a WARC file, as a crawler wrote it down.

Who wrote the file is not known: lines, records and all that they unpack to are capped.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path
from typing import IO, Any

from sources.archive.objects import MOST_BYTES
from sources.archive.page import NotSaved, Saved
from sources.archive.saved import SUFFIXES, media_type_of
from sources.archive.unpacked import TooLarge, unpacked

MOST_RECORDS = 100_000  # a crawl of a whole site is no saved page
MOST_UNPACKED = 1_000_000_000  # bytes of the whole file: two seconds
_LINE = 65_536  # bytes; headers are shorter
_LINES = 1_000  # of headers of one record
_SOME = 5  # pages named where the right one is not there


def answer_of(path: Path, url: str, most: int = MOST_UNPACKED) -> Saved:
    """The last answer of the page at `url` in a WARC file, or of the only page that it holds.

    Raises `NotSaved` where there is none that was answered with a page, where it says only that
    the page was as before (a revisit), and where the file is broken or unpacks to more than `most`
    bytes.
    """
    try:
        with path.open("rb") as stream:
            return _chosen(_records(stream, most), path, url)
    except NotSaved:
        raise
    except TooLarge as error:
        raise NotSaved(path, f"the WARC file holds {error}") from error
    except Exception as error:  # whatever the reader makes of a broken file
        told = " ".join(str(error).split())[:200]
        raise NotSaved(path, f"no WARC file, or a broken one: {told}") from error


def _chosen(records: Iterator[Any], path: Path, url: str) -> Saved:
    chosen: Saved | None = None
    only: Saved | None = None
    others: set[str] = set()
    told: set[str] = set()
    for record in records:
        target = record.rec_headers.get_header("WARC-Target-URI") or ""
        right = _same_page(target, url)
        if not right and (chosen is not None or len(others) > _SOME):
            continue
        answer = _answer(record)
        if isinstance(answer, str):
            told |= {answer} if right else set()
        elif right:
            chosen = answer
        else:
            only = answer
            others.add(target)
    if chosen is not None:
        return chosen
    if told:
        raise NotSaved(path, f"the WARC file holds no page {url}: {'; '.join(sorted(told))}")
    if only is not None and len(others) == 1:
        return only
    if not others:
        raise NotSaved(path, "the WARC file holds no answer with a page")
    some = ", ".join(sorted(others)[:_SOME])
    raise NotSaved(path, f"the WARC file holds no page {url}; it holds {some}")


def _same_page(one: str, other: str) -> bool:
    def bare(url: str) -> str:
        return url.partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/")

    return bare(one) == bare(other)


def _records(stream: IO[bytes], most: int) -> Iterator[Any]:
    """The records that may be answers."""
    for number, record in enumerate(_iterator(stream, most)):
        if number >= MOST_RECORDS:
            raise TooLarge(f"more than {MOST_RECORDS:,} records")
        if record.rec_type in ("response", "resource", "revisit"):
            yield record


def _iterator(stream: IO[bytes], most: int) -> Any:
    """warcio's iterator over a reader that counts what it unpacks."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.bufferedreaders import DecompressingBufferedReader

    class Counting(DecompressingBufferedReader):  # type: ignore[misc]
        left, lines = most, 0

        def read(self, length: int | None = None) -> bytes:
            self.lines = 0
            return self._counted(super().read(min(length or _LINE, _LINE)))

        def readline(self, length: int | None = None) -> bytes:
            line = self._counted(super().readline(min(length or _LINE, _LINE)))
            self.lines += 1
            if len(line) >= _LINE or self.lines > _LINES:
                raise TooLarge("headers that never end")
            return line

        def _counted(self, data: bytes) -> bytes:
            self.left -= len(data)
            if self.left < 0:
                raise TooLarge(f"more than {most:,} bytes")
            return data

    found = ArchiveIterator(stream)
    found.reader = Counting(stream)
    return found


def _answer(record: Any) -> Saved | str:
    """The page of a record, or why there is none in it."""
    http, headers = record.http_headers, record.rec_headers
    if record.rec_type == "revisit":
        return "it was as before, says the file, which does not hold it (a revisit record)"
    status = int(http.get_statuscode()) if http and http.get_statuscode().isdigit() else None
    if status is not None and not 200 <= status < 300:
        return f"it was answered with {status}"
    data = _body(record)
    if not data.strip():
        return "the answer is empty"
    media_type, charset = _type((http or headers).get_header("Content-Type"), data)
    if media_type not in SUFFIXES.values():
        return f"the answer is {media_type}"
    return Saved(
        data, media_type, charset, headers.get_header("WARC-Target-URI"),
        _when(headers.get_header("WARC-Date")), status,
        http.get_header("ETag") if http else None,
        http.get_header("Last-Modified") if http else None,
    )  # fmt: skip


def _body(record: Any) -> bytes:
    """The bytes of the page, unpacked as a browser would."""
    from warcio.bufferedreaders import ChunkedDataReader

    http, stream = record.http_headers, record.raw_stream
    packed = (http.get_header("Content-Encoding") if http else None) or ""
    if http and (http.get_header("Transfer-Encoding") or "").lower() == "chunked":
        stream = ChunkedDataReader(stream)
    body = bytearray()
    while piece := stream.read(_LINE):
        body += piece
        if len(body) > MOST_BYTES:
            raise TooLarge(f"a page of more than {MOST_BYTES:,} bytes")
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise ValueError("it ends before the page does, or gives it a wrong length")
    return unpacked(bytes(body), packed, MOST_BYTES)


def _type(told: str | None, data: bytes) -> tuple[str, str | None]:
    """Media type and charset as an answer declares them, or what the bytes look like."""
    said = Message()
    said["Content-Type"] = told or media_type_of(data) or "application/octet-stream"
    return said.get_content_type(), said.get_content_charset()


def _when(told: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(told or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
