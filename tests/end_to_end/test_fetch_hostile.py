"""Servers that are broken, slow or mean harm: bounded time and memory, nothing archived, and a line
that says what happened.
"""

from __future__ import annotations

import contextlib
import gzip
import random
import socket
import struct
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

HTML = b"<html><body><p>Moscow has recruited at least 1,500 foreigners.</p></body></html>"


@contextlib.contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Generous: what is tested is that there is a bound."""
    before = time.monotonic()
    yield
    assert time.monotonic() - before < seconds


def raw(data: bytes, reset: bool = False) -> Callable[[Any], None]:
    """Sends bytes that need be no HTTP, and closes the connection, politely or not."""

    def answer(handler: Any) -> None:
        handler.wfile.write(data)
        handler.wfile.flush()
        if reset:
            linger = struct.pack("ii", 1, 0)
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            handler.connection.close()

    return answer


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"Content-Length: 1000\r\n\r\n" + HTML,
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n50\r\n" + HTML[:40],
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n4\r\n<htm\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        HEAD + b"Content-Length: 20\r\nContent-Length: 30\r\n\r\n" + HTML,
        HEAD + b"Content-Length: 20\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(HTML)[:20],
        HEAD + b"Content-Length: 9\r\nContent-Encoding: gzip\r\n\r\nno gzip!!",
        HEAD + b"Content-Length: 9\r\nContent-Encoding: gzip, gzip\r\n\r\nno gzip!!",
        HEAD + b"Content-Length: 9\r\nContent-Encoding: br\r\n\r\nno brotli",
        b"",
        b"HTTP/1.1 200 OK\r\nContent-",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        HEAD + b"Bad Header\x00: 1\r\n\r\n",
        HEAD + b"X: " + b"x" * 200_000 + b"\r\n\r\n" + HTML,
        HEAD + b"".join(b"X-%d: y\r\n" % n for n in range(20_000)) + b"\r\n" + HTML,
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://[::1\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://a b\xff/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: /" + b"a" * 5_000 + b"\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 50_000,
        b"HTTP/1.1 999 Other\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 206 Partial Content\r\nContent-Length: 4\r\n\r\n<htm",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
    ],
    ids=[
        "fewer bytes than declared", "chunk cut", "no last chunk", "no chunk size", "two lengths",
        "gzip cut", "no gzip", "gzip twice", "brotli", "closed at once", "head cut", "no HTTP",
        "bad header", "huge header", "many headers", "no location", "bad location", "odd location",
        "long location", "endless continue", "odd status", "part", "upgrade",
    ],
)  # fmt: skip
def test_what_is_no_whole_answer_is_never_archived(data: bytes, site: Any, fetcher: Any) -> None:
    url = site.does("/page", raw(data))
    with at_most(5):
        entry = fetcher.one(url)
    assert entry.event == "failed"
    assert entry.message
    assert entry.message.isprintable()
    assert not fetcher.archive.objects.folder.exists()


def test_a_body_that_was_cut_says_how_much_of_it_came(site: Any, fetcher: Any) -> None:
    entry = fetcher.one(site.does("/page", raw(HEAD + b"Content-Length: 1000\r\n\r\n" + HTML)))
    assert f"received {len(HTML)} bytes, expected 1000" in entry.message


def test_a_connection_that_breaks_once_is_tried_again(site: Any, fetcher: Any) -> None:
    broken = raw(HEAD + b"Content-Length: 1000\r\n\r\n" + HTML, reset=True)
    url = site.does("/page", raw(b"", reset=True), broken, lambda h: h.reply())
    assert fetcher.one(url).event == "captured"
    assert site.asked("/page") == 3


def drip(piece: bytes, head: bytes = b"", pause: float = 0.05) -> Callable[[Any], None]:
    """Sends a head, and then a piece again and again, without an end."""

    def answer(handler: Any) -> None:
        handler.wfile.write(head)
        while True:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(pause)

    return answer


@pytest.mark.parametrize(
    ("piece", "head"),
    [
        (b"x", HEAD + b"\r\n"),
        (b"x", HEAD + b"Content-Length: 100000\r\n\r\n"),
        (b"1\r\nx\r\n", HEAD + b"Transfer-Encoding: chunked\r\n\r\n"),
        (b"x", HEAD + b"X-Endless: "),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b""),
    ],
    ids=["body", "length", "chunks", "header", "continue"],
)
def test_a_page_that_trickles_is_given_up(
    piece: bytes, head: bytes, site: Any, fetcher: Any
) -> None:
    url = site.does("/page", drip(piece, head))
    fetcher.limit(page_seconds=0.2)
    with at_most(3):
        entry = fetcher.one(url)
    assert "more than 0.2 seconds" in entry.message
    assert site.asked("/page") == 1


def test_redirects_share_the_time_of_one_page(site: Any, fetcher: Any) -> None:
    def slowly(target: str) -> Callable[[Any], None]:
        def answer(handler: Any) -> None:
            time.sleep(0.07)
            handler.reply(302, b"", Location=target)

        return answer

    url = site.does("/0", slowly("/1"))
    for number in range(1, 10):
        site.does(f"/{number}", slowly(f"/{number + 1}"))
    fetcher.limit(page_seconds=0.2)
    with at_most(3):
        assert "more than 0.2 seconds" in fetcher.one(url).message
    assert len(site.requests) < 7


def test_a_server_that_says_nothing_is_given_up(site: Any, fetcher: Any) -> None:
    url = site.does("/page", lambda _: time.sleep(1))
    fetcher.limit(silent_seconds=0.1)
    with at_most(3):
        assert "is silent for 0.1 seconds" in fetcher.one(url).message


@pytest.mark.parametrize(
    "head", [b"\r\n", b"Transfer-Encoding: chunked\r\n\r\n"], ids=["to the end", "chunks"]
)
def test_an_endless_body_is_cut_off(head: bytes, site: Any, fetcher: Any) -> None:
    piece = b"10000\r\n" + b"x" * 65_536 + b"\r\n" if b"chunked" in head else b"x" * 65_536
    url = site.does("/page", drip(piece, HEAD + head, pause=0))
    assert "more than 1,000,000 bytes" in fetcher.one(url).message


def test_a_page_that_declares_too_many_bytes_is_not_read(site: Any, fetcher: Any) -> None:
    head = HEAD + b"Content-Length: 99999999999999999999\r\n\r\n"
    assert "more than 1,000,000 bytes" in fetcher.one(site.does("/page", raw(head))).message


def bomb() -> bytes:
    """A gigabyte of zeros as gzip, made of one block of ten megabytes again and again."""
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    first = pack.compress(bytes(10_000_000)) + pack.flush(zlib.Z_FULL_FLUSH)
    again = pack.compress(bytes(10_000_000)) + pack.flush(zlib.Z_FULL_FLUSH)
    return first + again * 99


def test_a_bomb_does_not_go_off(site: Any, fetcher: Any) -> None:
    data = bomb()
    assert len(data) < fetcher.configuration.limits.page_bytes * 2
    fetcher.limit(wire_bytes=2_000_000)
    url = site.page("/page", body=data, Content_Encoding="gzip", Content_Length="")
    fetcher.one(site.page("/before"))  # imports are not counted
    tracemalloc.start()
    try:
        with at_most(5):
            entry = fetcher.one(url)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert "more than 1,000,000 bytes" in entry.message
    assert peak < 10_000_000


def test_random_bytes_never_raise(site: Any, fetcher: Any) -> None:
    chance = random.Random(1)
    heads = [
        b"",
        b"HTTP/1.1 200 OK\r\n",
        HEAD,
        HEAD + b"Content-Encoding: gzip\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: ",
    ]
    urls = [
        site.does(f"/{n}", raw(heads[n % len(heads)] + chance.randbytes(chance.randrange(400))))
        for n in range(30)
    ]
    with at_most(10):
        found = fetcher.all(*urls)
    assert len(found) == 30
    assert all(e.message is None or e.message.isprintable() for e in found.values())
