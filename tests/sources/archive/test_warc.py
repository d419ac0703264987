"""Pages from WARC files, also from such as nobody should have written."""

import gzip
import io
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sources.archive.saved import NotSaved, Saved, saved
from sources.archive.unpacked import TooLarge, unpacked
from sources.archive.warc import answer_of

URL = "https://example.org/story"
PAGE = b"<html><p>There were 127 men</p></html>"


class Crawl:
    """A WARC file that is being written."""

    def __init__(self, *, packed: bool = False) -> None:
        self.stream = io.BytesIO()
        self.writer = WARCWriter(self.stream, gzip=packed)

    def add(
        self,
        url: str = URL,
        body: bytes = PAGE,
        status: str = "200 OK",
        kind: str = "response",
        at: str = "2026-03-09T12:00:00Z",
        **headers: str,
    ) -> "Crawl":
        told = [("Content-Type", "text/html; Charset=KOI8-R")]
        told += [(name.replace("_", "-"), value) for name, value in headers.items()]
        http = StatusAndHeaders(status, told, protocol="HTTP/1.1") if kind == "response" else None
        record = self.writer.create_warc_record(
            url, kind, payload=io.BytesIO(body), http_headers=http,
            warc_content_type="" if http else "text/html",
            warc_headers_dict={"WARC-Date": at},
        )  # fmt: skip
        self.writer.write_record(record)
        return self

    def revisit(self, url: str = URL) -> "Crawl":
        self.writer.write_record(
            self.writer.create_revisit_record(url, "sha1:X", URL, "2026-03-09T12:00:00Z")
        )
        return self

    def data(self) -> bytes:
        return self.stream.getvalue()


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Saved]:
    def read_(data: bytes | Crawl, url: str = URL) -> Saved:
        path = tmp_path / "crawl.warc"
        path.write_bytes(data.data() if isinstance(data, Crawl) else data)
        return saved(path, url)

    return read_


def refusal(reading: Callable[[], Saved]) -> str:
    """Why there is no page; nothing where there is one."""
    try:
        assert reading().data
    except NotSaved as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize("packed", [False, True])
def test_the_answer_of_a_page_is_taken_as_if_it_were_fetched(
    read: Callable[..., Saved], packed: bool
) -> None:
    found = read(Crawl(packed=packed).add(ETag='"x"', Last_Modified="yesterday"))
    assert found == Saved(
        PAGE, "text/html", "koi8-r", URL, datetime(2026, 3, 9, 12, tzinfo=UTC), 200, '"x"',
        "yesterday",
    )  # fmt: skip


@pytest.mark.parametrize("packed", [False, True])
def test_of_several_pages_the_one_of_the_address_is_taken(
    read: Callable[..., Saved], packed: bool
) -> None:
    crawl = Crawl(packed=packed).add("https://example.org/", b"<html>home").add()
    crawl.add("https://example.org/other", b"<html>other")
    for url in (URL, "http://www.example.org/story/", f"{URL}#part"):
        assert read(crawl, url).data == PAGE
    with pytest.raises(NotSaved, match=r"holds no page https://example.org/x; it holds .*/other"):
        read(crawl, "https://example.org/x")


def test_the_last_answer_is_taken(read: Callable[..., Saved]) -> None:
    crawl = Crawl().add(body=b"<html>old", at="2026-01-01T00:00:00Z").add()
    assert read(crawl).data == PAGE


def test_the_only_page_may_have_another_address(read: Callable[..., Saved]) -> None:
    found = read(Crawl().add("https://example.org/moved-here"))
    assert found.url == "https://example.org/moved-here"


def test_a_resource_is_a_page_too(read: Callable[..., Saved]) -> None:
    found = read(Crawl().add(kind="resource"))
    assert (found.data, found.media_type, found.status) == (PAGE, "text/html", None)


def test_an_answer_that_is_no_page_is_not_taken(read: Callable[..., Saved]) -> None:
    moved = Crawl().add(status="301 Moved", body=b"<html>moved").add()
    assert read(moved).data == PAGE
    with pytest.raises(NotSaved, match="it was answered with 404"):
        read(Crawl().add(status="404 Not Found"))
    with pytest.raises(NotSaved, match="the answer is empty"):
        read(Crawl().add(body=b""))
    with pytest.raises(NotSaved, match="holds no answer with a page"):
        read(Crawl().add("https://example.org/x", status="500 Broken"))


def test_a_picture_is_no_page(read: Callable[..., Saved]) -> None:
    crawl = Crawl()
    crawl.writer.write_record(
        crawl.writer.create_warc_record(
            URL, "response", payload=io.BytesIO(b"GIF89a"),
            http_headers=StatusAndHeaders("200 OK", [("Content-Type", "image/gif")], "HTTP/1.1"),
        )
    )  # fmt: skip
    with pytest.raises(NotSaved, match="the answer is image/gif"):
        read(crawl)


def test_a_revisit_says_that_the_page_was_as_before(read: Callable[..., Saved]) -> None:
    assert read(Crawl().add().revisit()).data == PAGE
    with pytest.raises(NotSaved, match="it was as before, says the file, which does not hold it"):
        read(Crawl().revisit().add("https://example.org/other"))


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress), ("x-gzip", gzip.compress), ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]), ("br", brotli.compress),
        ("identity", bytes), ("nonsense", bytes), ("gzip", bytes), ("br", bytes),
        ("deflate", bytes),
    ],
)  # fmt: skip
def test_packed_answers_are_unpacked(
    read: Callable[..., Saved], encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    assert read(Crawl().add(body=pack(PAGE), Content_Encoding=encoding)).data == PAGE


def test_answers_in_chunks_are_put_together(read: Callable[..., Saved]) -> None:
    body = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (PAGE[:7], PAGE[7:])) + b"0\r\n\r\n"
    assert read(Crawl().add(body=body, Transfer_Encoding="Chunked")).data == PAGE


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_that_was_cut_is_refused(read: Callable[..., Saved], packed: bool) -> None:
    whole = Crawl(packed=packed).add(body=PAGE * 500).data()
    for cut in (len(whole) // 2, len(whole) - len(whole) // 4):
        with pytest.raises(NotSaved, match="WARC file"):
            read(whole[:cut])


@pytest.mark.parametrize(
    "length", ["-1", "0", "1", "99999999999999999999999999999", "1e9", "x", "", "٣", " 5 5"]
)
def test_an_absurd_length_is_refused_or_harmless(read: Callable[..., Saved], length: str) -> None:
    whole = Crawl().add().add("https://example.org/other").data().decode("latin-1")
    head, _, rest = whole.partition("Content-Length: ")
    absurd = (head + "Content-Length: " + length + rest[rest.index("\r\n") :]).encode()
    began = time.monotonic()
    assert refusal(lambda: read(absurd)).isprintable()
    assert time.monotonic() - began < 5


def bomb(size: int, layers: int = 1) -> bytes:
    """Zeros, packed in steps so that little memory is taken here."""
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    out = b"".join(pack.compress(bytes(1 << 20)) for _ in range(size >> 20)) + pack.flush()
    return bomb_of(out, layers - 1)


def bomb_of(data: bytes, layers: int) -> bytes:
    return data if not layers else bomb_of(gzip.compress(data), layers - 1)


def test_a_bomb_in_a_page_is_not_unpacked(read: Callable[..., Saved]) -> None:
    with pytest.raises(NotSaved, match="unpacks to more than 50,000,000 bytes"):
        read(Crawl().add(body=bomb(200 << 20), Content_Encoding="gzip"))
    with pytest.raises(NotSaved, match="unpacks to more than 50,000,000 bytes"):
        read(Crawl().add(body=brotli.compress(bytes(60 << 20), quality=1), Content_Encoding="br"))


def test_a_bomb_of_a_file_is_not_unpacked(tmp_path: Path) -> None:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 2000000000\r\n\r\n"
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = pack.compress(head) + b"".join(pack.compress(bytes(1 << 20)) for _ in range(100))
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(packed + pack.flush())
    with pytest.raises(NotSaved, match="WARC file"):
        answer_of(path, URL, most=20_000_000)


@pytest.mark.parametrize(
    "head",
    [
        b"WARC/1.0\r\n" + b"X: " + b"x" * 3_000_000,
        b"WARC/1.0\r\n" + b"X: x\r\n" * 300_000,
        b"WARC/1.0\r\n" + b" folded\r\n" * 300_000,
        b"WARC/1.0\r\n\r\n" + b"\r\n" * 300_000,
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
        b"WARC-Target-URI: https://example.org/story\r\n"
        b"Content-Length: 4000000\r\n\r\nHTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 600_000,
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_headers_that_never_end_are_refused(
    read: Callable[..., Saved], head: bytes, packed: bool
) -> None:
    began = time.monotonic()
    with pytest.raises(NotSaved, match=r"WARC file"):
        read(gzip.compress(head) if packed else head)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "data", [b"WARC/1.0", b"\x1f\x8b", b"\x1f\x8b" + bytes(50), gzip.compress(b"<p>5", mtime=0),
             gzip.compress(b"", mtime=0), b"WARC/1.0\r\n\r\n", b"WARC/9.9\r\nX: y\r\n\r\n"],
)  # fmt: skip
def test_what_is_no_warc_file_is_refused(read: Callable[..., Saved], data: bytes) -> None:
    with pytest.raises(NotSaved, match="WARC file"):
        read(data)


@pytest.mark.parametrize("at", ["yesterday", "", "2026-03-09T12:00:00.123456789Z", "2026-03-09"])
def test_a_date_that_is_none_is_not_taken(read: Callable[..., Saved], at: str) -> None:
    found = read(Crawl().add(at=at))
    assert found.captured_at is None or found.captured_at.tzinfo is not None


WHOLE = Crawl().add().add("https://example.org/other").revisit().data()


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(max_size=6)), max_size=4))
def test_a_mutated_file_has_a_page_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, bytes]]
) -> None:
    data = bytearray(WHOLE)
    for at, new in changes:
        data[at : at + len(new)] = new
    path = tmp_path_factory.getbasetemp() / "mutated.warc"
    path.write_bytes(data)
    assert len(refusal(lambda: saved(path, URL))) < 2_000


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "br", "", "BR ", "x"]))
def test_whatever_is_unpacked_stays_below_the_limit(data: bytes, encoding: str) -> None:
    with suppress(TooLarge):
        assert len(unpacked(data, encoding, 150)) <= 150
