"""The report served to the browser that shows the UI, which follows no link from a page to a file.

On this machine alone, the files of OUT/report and nothing else. A port of its own: what runs in a
page of the report has another origin than the UI, in which whoever gets in starts runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from pipelines.instance import LOCAL
from pipelines.reporting import REPORT
from warehouse.report import place

# The report asks nobody for anything: a page that tried to would have been tampered with.
POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
    "form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


class _Files(SimpleHTTPRequestHandler):
    """GET and HEAD of the files of a folder. No listing, no link out of it."""

    def send_head(self) -> Any:
        """The head of the answer, and the file whose bytes follow; None where there is none."""
        file = inside(Path(self.directory), self.path)
        if file is None:
            self.send_error(HTTPStatus.NOT_FOUND, "No such page", "Make it with: muster report")
            return None
        opened: BinaryIO = file.open("rb")
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Length", str(file.stat().st_size))
        self.end_headers()
        return opened

    def end_headers(self) -> None:
        """With what a browser may do with the answer."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Nothing: what is looked at is no concern of a log."""


def inside(folder: Path, asked: str) -> Path | None:
    """The file of a folder that a request asks for; None where it has none, or one that lies
    outside after links are followed."""
    path = unquote(urlsplit(asked).path).lstrip("/") or place.QUESTION
    try:
        root, file = folder.resolve(), (folder / path).resolve()
        return file if file.is_relative_to(root) and file.is_file() else None
    except (OSError, ValueError):  # a name that no file system has
        return None


def _bound(out: Path, port: int) -> ThreadingHTTPServer:
    handler = partial(_Files, directory=str(out.resolve() / REPORT))
    try:
        return ThreadingHTTPServer((LOCAL, port), handler)
    except (OSError, OverflowError):  # somebody else has it, or it is none: any other will do
        return ThreadingHTTPServer((LOCAL, 0), handler)


@contextmanager
def serving(out: Path, port: int = 0) -> Iterator[str]:
    """Serve OUT/report, at `port` of 127.0.0.1 or any that is free; gives its address.

    The report may be made, replaced and removed meanwhile.
    """
    with _bound(out, port) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://{LOCAL}:{server.server_port}"
        finally:
            server.shutdown()
