"""A proxy between a client and a store that answers the n-th request with a fault.

It passes on whatever else it is given, and counts.
"""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep

FAULTS = (
    "refused",  # 500, and nothing was done
    "answer lost",  # done, and answered with 503
    "request cut",  # the connection closed in the middle of what is sent
    "answer cut",  # done, and the connection closed in the middle of what is answered
    "answer short",  # half an answer that says it is whole
    "late",  # done, and answered when nobody waits any more
)


FRAMING = ("content-length", "transfer-encoding", "connection")


@dataclass
class Plan:
    """The fault of each request from `first` on, `times` of them; `seen` are all requests."""

    fault: str = ""
    first: int = 0
    times: int = 0
    late: float = 0.0
    seen: list[str] = field(default_factory=list)

    def next(self, told: str) -> str:
        self.seen.append(told)
        n = len(self.seen)
        return self.fault if self.first <= n < self.first + self.times else ""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    upstream = 0
    plan = Plan()

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""

    def parse_request(self) -> bool:
        # S3 clients wait for "100 Continue" before they send a body.
        return super().parse_request()

    def _pass(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        fault = self.plan.next(f"{self.command} {self.path}")
        if fault == "request cut":
            self.rfile.read(length // 2)
            return self._close()
        body = self.rfile.read(length)
        if fault == "refused":
            return self._answer(500, [], b"")
        connection = http.client.HTTPConnection("127.0.0.1", self.upstream, timeout=30)
        headers = {k: v for k, v in self.headers.items() if k.lower() != "expect"}
        connection.request(self.command, self.path, body, headers)
        answer = connection.getresponse()
        told, given = answer.getheaders(), answer.read()
        connection.close()
        if fault == "answer lost":
            return self._answer(503, [], b"")
        if fault == "late":
            sleep(self.plan.late)
        if fault == "answer short" and self.command != "HEAD":
            given = given[: len(given) // 2]
        self._answer(answer.status, told, given, cut=fault == "answer cut")
        return None

    def _answer(
        self, status: int, headers: list[tuple[str, str]], data: bytes, cut: bool = False
    ) -> None:
        with suppress(OSError):
            if cut and not data:
                return self._close()
            self.send_response_only(status)
            head = self.command == "HEAD"
            for name, value in headers:
                told = name.lower()
                if (told == "content-length" and head) or told not in FRAMING:
                    self.send_header(name, value)
            if not head:
                self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data[: len(data) // 2] if cut else data)
            self.wfile.flush()
            if cut:
                self._close()
        return None

    def _close(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(2)

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = _pass  # noqa: N815


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is what is tested."""


@contextmanager
def proxied(upstream: int, plan: Plan) -> Iterator[int]:
    """The port at which the requests to a port are passed on."""
    handler = type("Handler", (_Handler,), {"upstream": upstream, "plan": plan})
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
