"""A site on the loopback that answers when it is told to."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ANY = "0.0.0.0"  # every address of the loopback: each is a host of its own


class Site(ThreadingHTTPServer):
    """`asked` are the paths that were asked for, in their order; `open` lets answers go."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((ANY, 0), _Page)
        self.asked: list[str] = []
        self.open = threading.Event()
        self.port = self.server_address[1]

    def url(self, number: int) -> str:
        """The page of a host of its own."""
        return f"http://127.0.0.{number}:{self.port}/{number}"


class _Page(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self.send_error(404)
            return
        self.server.asked.append(self.path)
        self.server.open.wait(60)
        body = b"<html><body><p>By February 90 Nepalis had been recruited.</p></body></html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_told: object) -> None:
        """Nothing is written to the console."""


@contextmanager
def site() -> Iterator[Site]:
    """A site that serves until the block ends."""
    server = Site()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.open.set()
        server.shutdown()
        server.server_close()
