"""Where a fetch goes and where it does not: redirects, private addresses, robots.txt, names that
change, hosts and networks that are dead, certificates.
"""

from __future__ import annotations

import socket
import ssl
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sources.fetch import networks


def say_nothing(_handler: Any) -> None:
    """Closes the connection at once."""


def trickle(handler: Any, head: bytes = b"", piece: bytes = b"x", pause: float = 0.05) -> None:
    """Sends a body without an end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + head)
    while True:
        handler.wfile.write(piece)
        handler.wfile.flush()
        time.sleep(pause)


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
        say_nothing,
        trickle,
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
    head, piece = b"User-agent: *\nDisallow: /page\n", b"Disallow: /elsewhere\n" * 5_000
    site.does("/robots.txt", lambda h: trickle(h, head, piece, pause=0))
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
        time.sleep(20)
        return []

    fetcher.configuration = replace(fetcher.configuration, resolve=resolve)
    fetcher.limit(connect_seconds=0.1)
    before = time.monotonic()
    assert "is not looked up" in fetcher.one("http://slow.test/page").message
    assert time.monotonic() - before < 5


def test_a_dead_network_ends_the_fetch_early(fetcher: Any) -> None:
    port = closed_port()
    urls = [f"http://host{n}.test:{port}/{n}" for n in range(40)]
    fetcher.limit(workers=2)
    before = time.monotonic()
    found = fetcher.all(*urls)
    assert time.monotonic() - before < 5
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
