"""Servers that are broken, slow or mean harm: bounded time and memory, nothing archived, no address
reached that should not be, and a line that says what happened.
"""

from __future__ import annotations

import contextlib
import gzip
import random
import socket
import ssl
import struct
import subprocess
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sources.fetch import networks

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


def test_a_redirect_in_a_circle_is_noticed(site: Any, fetcher: Any) -> None:
    url = site.page("/page", 302, b"", Location="/a")
    site.page("/a", 302, b"", Location="/page")
    entry = fetcher.one(url)
    assert "in a circle" in entry.message
    assert len(site.requests) == 3  # robots.txt and both


def test_redirects_without_an_end_are_given_up(site: Any, fetcher: Any) -> None:
    for number in range(20):
        site.page(f"/{number}", 302, b"", Location=f"/{number + 1}")
    assert "more than 10 redirects" in fetcher.one(site.url("/0")).message
    assert site.asked("/10") == 1
    assert site.asked("/11") == 0


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("gopher://127.0.0.1/", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("http://10.0.0.1/", "10.0.0.1 is no public address (private)"),
        ("http://169.254.169.254/latest/meta-data/", "(link-local)"),
        ("http://[::1]/", "(loopback)"),
        ("http://[::ffff:10.0.0.1]/", "in disguise"),
        ("http://0/", "(this network)"),
        ("http://inner.test.example/", "192.168.1.1 is no public address"),
        ("http://name:secret@127.0.0.1/", "user name or a password"),
        ("http://198.41.0.4:25/", "port 25"),
    ],
)
def test_a_redirect_leads_nowhere_that_may_not_be_asked(
    location: str, told: str, site: Any, fetcher: Any
) -> None:
    def resolve(host: str, _port: int) -> list[str]:
        return ["192.168.1.1"] if host == "inner.test.example" else [
            {"0": "0.0.0.0"}.get(host, host.strip("[]"))
        ]  # fmt: skip

    fetcher.configuration = replace(fetcher.configuration, resolve=resolve)
    entry = fetcher.one(site.page("/page", 302, b"", Location=location))
    assert entry.event == "failed"
    assert told in entry.message
    assert "secret" not in entry.message


def test_the_loopback_is_not_asked_unless_it_is_allowed(site: Any, fetcher: Any) -> None:
    fetcher.configuration = replace(fetcher.configuration, allow=())
    assert "(loopback)" in fetcher.one(site.page("/page")).message
    assert site.requests == []


def test_a_password_in_an_address_is_neither_sent_nor_recorded(site: Any, fetcher: Any) -> None:
    entry = fetcher.one(site.page("/page").replace("//", "//name:secret@"))
    assert entry.event == "failed"
    assert site.requests == []
    assert b"secret" not in fetcher.archive.path.read_bytes()


def test_a_name_that_changes_its_address_is_not_followed_inside(site: Any, fetcher: Any) -> None:
    """DNS rebinding: every look-up of the name gives another answer, the second a private one."""
    answers = iter(["127.0.0.1"] * 2 + ["10.0.0.1"] * 9)
    fetcher.configuration = replace(fetcher.configuration, resolve=lambda *_: [next(answers)])
    site.page("/page")
    assert fetcher.one(site.url("/page", "rebinds.test")).event == "captured"
    assert "10.0.0.1 is no public address" in fetcher.one(site.url("/page", "rebinds.test")).message


def test_of_several_addresses_only_those_that_may_be_asked_are(site: Any, fetcher: Any) -> None:
    found = ["10.0.0.1", "::1", "127.0.0.2", "127.0.0.1"]  # nobody listens at the third
    fetcher.configuration = replace(fetcher.configuration, resolve=lambda *_: found)
    site.page("/page")
    assert fetcher.one(site.url("/page", "many.test")).event == "captured"


def test_proxies_of_the_environment_are_not_used(
    site: Any, fetcher: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login name password secret")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    assert fetcher.one(site.page("/page")).event == "captured"
    assert "Authorization" not in site.headers("/page")


ROBOTS = b"User-agent: *\nDisallow: /private\n\nUser-agent: Muster\nDisallow: /for-others\n"


def test_what_robots_txt_forbids_is_not_asked(site: Any, fetcher: Any) -> None:
    site.page("/robots.txt", body=ROBOTS, Content_Type="text/plain")
    found = fetcher.all(site.page("/for-others"), site.page("/private"))
    assert "robots.txt of 127.0.0.1 forbids /for-others" in found["for-others"].message
    assert found["private"].event == "captured"
    assert site.asked("/for-others") == 0
    assert site.asked("/robots.txt") == 1


def test_a_redirect_to_a_host_whose_robots_txt_forbids_is_not_followed(
    site: Any, fetcher: Any
) -> None:
    def robots(handler: Any) -> None:
        forbids = handler.headers["Host"].startswith("strict.test")
        handler.reply(body=b"User-agent: *\nDisallow: /\n" if forbids else b"")

    site.does("/robots.txt", robots)
    site.page("/end")
    url = site.page("/page", 302, b"", Location=site.url("/end", "strict.test"))
    assert "robots.txt of strict.test forbids /end" in fetcher.one(url).message
    assert site.asked("/end") == 0


@pytest.mark.parametrize(
    "answer",
    [
        lambda h: h.reply(500),
        lambda h: h.reply(429),
        raw(b""),
        drip(b"x", HEAD + b"\r\n"),
        lambda h: h.reply(302, b"", Location="/robots.txt"),
        lambda h: h.reply(302, b"", Location="http://10.0.0.1/robots.txt"),
    ],
    ids=["500", "429", "closed", "trickle", "circle", "private"],
)
def test_nothing_is_asked_where_robots_txt_cannot_be_read(
    answer: Callable[[Any], None], site: Any, fetcher: Any
) -> None:
    site.does("/robots.txt", answer)
    fetcher.limit(robots_seconds=0.3)
    entry = fetcher.one(site.page("/page"))
    assert "robots.txt of 127.0.0.1 cannot be read now" in entry.message
    assert site.asked("/page") == 0


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_without_a_robots_txt_everything_may_be_asked(status: int, site: Any, fetcher: Any) -> None:
    site.page("/robots.txt", status, b"User-agent: *\nDisallow: /\n")
    assert fetcher.one(site.page("/page")).event == "captured"


def test_of_an_endless_robots_txt_the_beginning_counts(site: Any, fetcher: Any) -> None:
    head = HEAD + b"\r\nUser-agent: *\nDisallow: /page\n"
    site.does("/robots.txt", drip(b"Disallow: /elsewhere\n" * 5_000, head, pause=0))
    assert "forbids /page" in fetcher.one(site.page("/page")).message


def test_a_robots_txt_moved_elsewhere_is_found(site: Any, fetcher: Any) -> None:
    site.page("/robots.txt", 301, b"", Location=site.url("/rules", "other.test"))
    site.page("/rules", body=b"User-agent: *\nDisallow: /page\n")
    assert "forbids /page" in fetcher.one(site.page("/page")).message


def closed_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return int(it.getsockname()[1])


def test_a_host_that_is_not_there_is_a_recorded_failure(fetcher: Any) -> None:
    def resolve(host: str, _port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    fetcher.configuration = replace(fetcher.configuration, resolve=resolve)
    entry = fetcher.one("http://nowhere.test/page")
    assert entry.message == "nowhere.test cannot be looked up: Name or service not known"
    assert entry.again_at is not None


def test_a_look_up_that_hangs_is_given_up(fetcher: Any) -> None:
    def resolve(host: str, _port: int) -> list[str]:
        time.sleep(2)
        return []

    fetcher.configuration = replace(fetcher.configuration, resolve=resolve)
    fetcher.limit(connect_seconds=0.1)
    with at_most(2):
        assert "is not looked up" in fetcher.one("http://slow.test/page").message


def test_a_dead_network_ends_the_fetch_early(fetcher: Any) -> None:
    port = closed_port()
    urls = [f"http://host{n}.test:{port}/{n}" for n in range(40)]
    fetcher.limit(workers=2)
    with at_most(5):
        found = fetcher.all(*urls)
    assert 5 <= len(found) <= 7
    assert all("cannot be reached: Connection refused" in e.message for e in found.values())
    assert len(fetcher.archive.read()[0]) == len(found)


def test_dead_hosts_do_not_end_a_fetch_that_reached_another(site: Any, fetcher: Any) -> None:
    port = closed_port()
    fetcher.limit(workers=1)
    urls = [f"http://host{n}.test:{port}/{n}" for n in range(8)]
    found = fetcher.all(site.page("/page"), *urls)
    assert len(found) == 9


def test_hosts_that_are_dead_at_once_do_not_end_a_fetch_that_reaches_another_later(
    site: Any, fetcher: Any
) -> None:
    def resolve(host: str, _port: int) -> list[str]:
        if host != "slow.test":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        time.sleep(0.3)
        return ["127.0.0.1"]

    fetcher.configuration = replace(fetcher.configuration, resolve=resolve)
    site.page("/page")
    urls = [f"http://dead{n}.test/{n}" for n in range(20)]
    found = fetcher.all(site.url("/page", "slow.test"), *urls)
    assert found["page"].event == "captured"
    assert len(found) == 21


def test_ipv6_is_asked_where_it_is_allowed(sites: Any, site: Any, fetcher: Any) -> None:
    site.page("/page")
    try:
        url = f"http://[::1]:{sites.serve(site, '::1')}/page"
    except OSError:
        pytest.skip("no IPv6 on this machine")
    assert "(loopback)" in fetcher.one(url).message
    fetcher.configuration = replace(fetcher.configuration, allow=networks("::1/128"))
    assert fetcher.one(url).event == "captured"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for news.test that only its own file vouches for, with its key."""
    path = tmp_path / "news.pem"
    call = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
            "/CN=news.test", "-addext", "subjectAltName=DNS:news.test", "-keyout", str(path),
            "-out", str(tmp_path / "news.crt")]  # fmt: skip
    try:
        subprocess.run(call, check=True, capture_output=True, timeout=30)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no openssl on this machine")
    path.write_text(path.read_text() + (tmp_path / "news.crt").read_text())
    return path


@pytest.fixture
def encrypted(certificate: Path, sites: Any, site: Any) -> int:
    """The port at which the site is served with the certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return int(sites.serve(site, context=context))


def test_certificates_are_checked_against_the_name_not_the_address(
    encrypted: int, site: Any, fetcher: Any, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.page("/page")
    entry = fetcher.one(f"https://news.test:{encrypted}/page")
    assert "certificate is not valid" in entry.message
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    assert fetcher.one(f"https://news.test:{encrypted}/page").event == "captured"
    assert "certificate is not valid" in fetcher.one(f"https://other.test:{encrypted}/page").message


def test_a_redirect_to_a_plain_connection_is_noted(
    encrypted: int, site: Any, fetcher: Any, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    site.page("/page", 302, b"", Location=site.url("/end"))
    site.page("/end")
    entry = fetcher.one(f"https://news.test:{encrypted}/page")
    assert entry.event == "captured"
    assert "by way of a plain connection" in entry.message


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
