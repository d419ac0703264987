"""A server of archived pages on this machine: `python -m benchmarks.sizes.server ARCHIVE PORT`.

Two hundred hosts share it; it says whether a page still stands. Who asks it is in of_documents.py.
"""

from __future__ import annotations

import atexit
import socket
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.sizes.process import ROOT

HOSTS = 200
HERE = "127.0.0.1"


def url(number: int, port: int) -> str:
    """The address of a page."""
    return f"http://site-{number % HOSTS}.test:{port}/page/{number}"


def resolve(_host: str, _port: int) -> list[str]:
    """Every host is this machine."""
    return [HERE]


def served(archive: Path, remembered: Path) -> int:
    """The port at which the pages are served until this process ends; the same one each time, by
    the file `remembered`."""
    if not remembered.exists():
        with socket.create_server((HERE, 0)) as free:
            remembered.write_text(str(free.getsockname()[1]), encoding="utf-8")
    port = int(remembered.read_text(encoding="utf-8"))
    command = [sys.executable, "-m", "benchmarks.sizes.server", str(archive), str(port)]
    server = subprocess.Popen(command, cwd=ROOT)
    atexit.register(server.kill)
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode}")
        try:
            socket.create_connection((HERE, port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return port
    raise RuntimeError("the server does not answer")


def main(archive: Path, port: int) -> None:
    """Serve the latest version of each document of an archive."""
    from sources.pages import Pages

    kept = Pages(archive)
    latest = {f"/{s.document_id.replace('-', '/')}": s for s in kept.snapshots()}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = latest.get(self.path)
            if found is None:
                self.send_error(404)
                return
            tag = f'"{found.sha256}"'
            if self.headers.get("If-None-Match") == tag:
                self.send_response(304)
                self.end_headers()
                return
            data = kept.archive.objects.get(found.sha256)
            self.send_response(200)
            self.send_header("Content-Type", found.media_type)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("ETag", tag)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    ThreadingHTTPServer((HERE, port), Handler).serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
