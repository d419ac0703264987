"""The published catalog of the repository; and a real HTTP server on the loopback that tests tell
what to answer, with a fetch that asks it.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sources.archive import Archive, Entry
from sources.fetch import Configuration, Limits, Wanted, fetch, networks
from sources.fetch.clock import Clock
from warehouse.reading import reader

HTML = b"<html><body><p>Moscow has recruited at least 1,500 foreigners.</p></body></html>"
QUICK = Limits(
    connect_seconds=1, silent_seconds=1, page_seconds=1, robots_seconds=1, host_delay_seconds=0,
    first_wait_seconds=0.01, page_bytes=1_000_000, wire_bytes=1_100_000,
)  # fmt: skip

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers as the site says for the path; what it sends is whatever the answer writes."""

    protocol_version = "HTTP/1.1"
    server: Any

    def do_GET(self) -> None:
        site: Site = self.server.site
        self.path_only = self.path.partition("?")[0]
        asked = site.note(self)
        try:
            found = site.answers.get(self.path_only)
            if isinstance(found, list):
                found = found[min(asked, len(found)) - 1]
            (found or site.missing)(self)
        except (BrokenPipeError, ConnectionResetError):
            pass
        self.close_connection = True

    def reply(self, status: int = 200, body: bytes = HTML, **headers: str) -> None:
        """A whole answer; underscores in the names of headers stand for hyphens."""
        self.send_response(status)
        told = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in told.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Nothing on stderr."""


@dataclass
class Site:
    """`answers` by path: one, or a list of which each request takes the next. `requests` are
    (host, path, headers) in the order in which they came.
    """

    port: int = 0
    answers: dict[str, Answer | list[Answer]] = field(default_factory=dict)
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, handler: Handler) -> int:
        """Keep a request; returns how often its path was asked for."""
        with self.lock:
            told = (handler.headers["Host"], handler.path_only, dict(handler.headers))
            self.requests.append(told)
            return self.asked(handler.path_only)

    def asked(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(1 for _, known, _ in self.requests if known == path)

    def headers(self, path: str) -> dict[str, str]:
        """The headers of the last request for a path."""
        return [headers for _, known, headers in self.requests if known == path][-1]

    def page(self, path: str, status: int = 200, body: bytes = HTML, **headers: str) -> str:
        """A page that always answers alike; returns its address."""
        return self.does(path, lambda handler: handler.reply(status, body, **headers))

    def does(self, path: str, *answers: Answer) -> str:
        """A page that answers as told, one after the other; returns its address."""
        self.answers[path] = answers[0] if len(answers) == 1 else list(answers)
        return self.url(path)

    def url(self, path: str, host: str = "127.0.0.1", scheme: str = "http") -> str:
        """The address of a path."""
        return f"{scheme}://{host}:{self.port}{path}"

    @staticmethod
    def missing(handler: Handler) -> None:
        """What is answered where nothing was told."""
        handler.reply(404, b"<html><body>not here</body></html>")


class Sites:
    """Servers of a test; all of them end with it."""

    def __init__(self) -> None:
        self.servers: list[ThreadingHTTPServer] = []

    def serve(
        self, site: Site, address: str = "127.0.0.1", context: ssl.SSLContext | None = None
    ) -> int:
        """Begin to serve a site at an address, encrypted where there is a context; the port."""
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        server: Any = type("Server", (ThreadingHTTPServer,), {"address_family": family})
        server = server((address, 0), Handler)
        self.servers.append(server)
        server.block_on_close = False
        server.site = site
        if context is not None:
            server.socket = context.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        return int(server.server_address[1])


@pytest.fixture
def sites() -> Iterator[Sites]:
    """Serves sites."""
    it = Sites()
    yield it
    for server in it.servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def site(sites: Sites) -> Site:
    """A site at 127.0.0.1 that has no page yet."""
    it = Site()
    it.port = sites.serve(it)
    return it


def everywhere(host: str, _port: int) -> list[str]:
    """Names under .test lie on the loopback; numbers are themselves."""
    return ["127.0.0.1"] if host.endswith(".test") else [host.strip("[]")]


class Leaping(Clock):
    """A clock that leaps over every wait; `slept` are the seconds of each."""

    def __init__(self) -> None:
        super().__init__()
        self.slept: list[float] = []

    def seconds(self) -> float:
        return super().seconds() + sum(self.slept)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


@pytest.fixture
def leaping() -> type[Clock]:
    """A clock to put in the place of the real one."""
    return Leaping


@dataclass
class Fetcher:
    """Fetches into one archive, quickly."""

    archive: Archive
    configuration: Configuration
    slept: list[float] = field(default_factory=list)

    def limit(self, **numbers: float) -> None:
        """Change some limits."""
        limits = replace(self.configuration.limits, **numbers)  # type: ignore[arg-type]
        self.configuration = replace(self.configuration, limits=limits)

    def all(self, *urls: str) -> dict[str, Entry]:
        """Fetch pages; the last part of the address, or its whole where that is none, is the id."""
        wanted = [Wanted(url.rpartition("/")[2] or url, url) for url in urls]
        return {e.document_id: e for e in fetch(wanted, self.archive, self.configuration)}

    def one(self, url: str) -> Entry:
        """Fetch one page."""
        (entry,) = fetch([Wanted("document", url)], self.archive, self.configuration)
        return entry

    def leaping(self, url: str) -> Entry:
        """Fetch one page without waiting; `slept` is how long it would have taken each time."""
        clock = Leaping()
        wanted = [Wanted("document", url)]
        (entry,) = fetch(wanted, self.archive, self.configuration, clock=clock)
        self.slept = clock.slept
        return entry

    def bytes_of(self, entry: Entry) -> bytes:
        """What was archived."""
        assert entry.sha256 is not None, entry.message
        return self.archive.objects.get(entry.sha256)


@pytest.fixture
def fetcher(tmp_path: Path) -> Fetcher:
    """Fetches into an empty archive; the loopback of IPv4 is allowed."""
    allow = networks("127.0.0.0/8")
    return Fetcher(Archive(tmp_path / "archive"), Configuration(allow, "", QUICK, everywhere))


@pytest.fixture
def warehouse(catalog_once: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The catalog of the repository as it is published, as a reader opens it."""
    with reader(catalog_once / "muster.duckdb") as connection:
        yield connection
