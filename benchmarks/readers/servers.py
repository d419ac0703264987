"""Servers on the loopback to measure and test readers against: PostgreSQL and an object store.

Each is one of its kind, made for a block and gone behind it. Nothing here is a way to run one for
others: no password, no TLS, nothing flushed to disk.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"))  # where Debian puts the server
KEY, SECRET = "reader", "a-secret-for-nothing"


def program(name: str) -> str | None:
    """The path of a program, also beside this Python and where Debian keeps PostgreSQL."""
    folders = [os.environ.get("PATH", ""), str(Path(sys.executable).parent), *map(str, DEBIAN)]
    return shutil.which(name, path=os.pathsep.join(folders))


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
        return port


def until(holds: Callable[[], bool], seconds: float = 30) -> None:
    """Wait for something to hold. Raises `TimeoutError`."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"{holds} did not hold within {seconds} s")
        time.sleep(0.05)


def listens(port: int) -> bool:
    """Whether somebody answers on a port."""
    with socket.socket() as asking:
        return asking.connect_ex((HOST, port)) == 0


@dataclass(frozen=True)
class Postgres:
    """A PostgreSQL server, and its process."""

    port: int
    process: int

    @property
    def address(self) -> str:
        """As `psql` and libraries take it."""
        return f"postgresql://muster@{HOST}:{self.port}/postgres"

    def load(self, script: Path, *options: str) -> subprocess.CompletedProcess[str]:
        """`psql -f SCRIPT`."""
        psql = program("psql")
        assert psql is not None
        command = [psql, "-X", "-d", self.address, *options, "-f", str(script)]
        return subprocess.run(command, capture_output=True, text=True, check=False)


@contextmanager
def postgres(connections: int = 20) -> Iterator[Postgres]:
    """A PostgreSQL of our own, whose texts sort by code point; `connections` at a time."""
    with tempfile.TemporaryDirectory() as name, _postgres(Path(name), connections) as server:
        yield server


@contextmanager
def _postgres(folder: Path, connections: int) -> Iterator[Postgres]:
    initdb, server = program("initdb"), program("postgres")
    assert initdb is not None
    assert server is not None
    run_as: list[str] = []
    if os.geteuid() == 0:  # as root it does not run
        run_as = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
        shutil.chown(folder, "nobody", "nogroup")
    made = [*run_as, initdb, "--auth=trust", "--username=muster", "--encoding=UTF8", "--locale=C"]
    made += ["--no-sync", "--no-instructions", "-D", str(folder / "data")]
    subprocess.run(made, check=True, capture_output=True, cwd="/")
    port = free_port()
    command = [*run_as, server, "-D", str(folder / "data")]
    for setting in (
        f"port={port}", f"listen_addresses={HOST}", "unix_socket_directories=", "fsync=off",
        "full_page_writes=off", "max_wal_size=4GB", f"max_connections={connections}", "jit=off",
    ):  # fmt: skip
        command += ["-c", setting]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/")
    try:
        # A connection is refused until it is ready, and then answered with a byte.
        until(lambda: _is_ready(port))
        yield Postgres(port, process.pid)
    finally:
        process.send_signal(signal.SIGINT)  # whoever is connected is thrown out
        process.wait(20)


def _is_ready(port: int) -> bool:
    ready = program("pg_isready")
    assert ready is not None
    return subprocess.run([ready, "-q", "-h", HOST, "-p", str(port)], check=False).returncode == 0


@dataclass(frozen=True)
class Store:
    """An object store that speaks S3; a bucket is a folder under `folder`."""

    port: int
    process: int
    folder: Path

    @property
    def options(self) -> dict[str, Any]:
        """What s3fs needs to know of it."""
        return {
            "key": KEY,
            "secret": SECRET,
            "client_kwargs": {"endpoint_url": f"http://{HOST}:{self.port}"},
            # pages as they are needed, and each once: by itself s3fs reads 50 MB ahead
            "default_cache_type": "blockcache",
            "default_block_size": 1 << 18,
        }


@contextmanager
def store(folder: Path) -> Iterator[Store]:
    """An object store over a folder: rclone's."""
    rclone = program("rclone")
    assert rclone is not None
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = [rclone, "serve", "s3", "--auth-key", f"{KEY},{SECRET}", "--addr", f"{HOST}:{port}"]
    command += ["--vfs-cache-mode", "off", "--dir-cache-time", "0", "--config", "", str(folder)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet)
    try:
        until(lambda: listens(port))
        yield Store(port, process.pid, folder)
    finally:
        process.kill()  # it holds nothing that is not in its folder
        process.wait(20)
