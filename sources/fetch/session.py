"""HTTP for one try of one page: one connection per request, cookies of this page alone, and nothing
from the environment, neither proxies nor password files.

httpx.Client is left out on purpose: it reads the address of every redirect before anybody has
judged it.
"""

from __future__ import annotations

import functools
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

import httpcore
import httpx

from sources.fetch.budget import Budget
from sources.fetch.clock import Clock
from sources.fetch.configuration import Configuration
from sources.fetch.connect import Judged
from sources.fetch.witness import Witness

_ACCEPT = (
    "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,text/csv;q=0.9,*/*;q=0.5"
)


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self.stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self.stream


class Session:
    """One try: its connections are judged, and its time and bytes come out of one budget."""

    def __init__(
        self, backend: Judged, trust: Callable[[], ssl.SSLContext], user_agent: str
    ) -> None:
        self.budget = backend.budget
        self.cookies = httpx.Cookies()
        self._backend, self._trust = backend, trust
        self._headers = {
            "User-Agent": user_agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }  # fmt: skip

    @contextmanager
    def get(self, url: httpx.URL, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """The answer to one GET, its body still to be read; errors are those of httpcore."""
        request = httpx.Request("GET", url, headers={**self._headers, **headers})
        self.cookies.set_cookie_header(request)
        target = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )  # fmt: skip
        context = self._trust() if url.scheme == "https" else None
        with (
            httpcore.ConnectionPool(ssl_context=context, network_backend=self._backend) as pool,
            pool.stream("GET", target, headers=request.headers.raw) as answer,
        ):
            assert isinstance(answer.stream, Iterable)
            response = httpx.Response(
                answer.status, headers=answer.headers, stream=_Body(answer.stream), request=request
            )
            self.cookies.extract_cookies(response)
            yield response

    def memory(self) -> str:
        """The cookies as they are now, in a form that can be compared."""
        return repr(sorted((c.domain, c.path, c.name, c.value) for c in self.cookies.jar))


class Sessions:
    """Makes the sessions of one fetch."""

    def __init__(self, configuration: Configuration, clock: Clock, witness: Witness) -> None:
        self.configuration, self.clock, self.witness = configuration, clock, witness
        self._lock = threading.Lock()

    @functools.cached_property
    def _context(self) -> ssl.SSLContext:
        # Whom the machine trusts is the machine's business (SSL_CERT_FILE), as it is for browsers.
        return httpx.create_ssl_context()

    def _trust(self) -> ssl.SSLContext:
        with self._lock:
            return self._context

    def open(self, seconds: float) -> Session:
        """A session that may take so long."""
        budget = Budget(self.clock, seconds, self.configuration.limits.wire_bytes)
        backend = Judged(self.configuration, budget, self.witness)
        return Session(backend, self._trust, self.configuration.user_agent)
