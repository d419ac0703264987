"""Servers on the loopback that keep stores, machines that work on them, small published files."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep

import duckdb
import pytest

from pipelines.remote.desk import MARK, place
from pipelines.remote.patience import Patience
from pipelines.remote.store import Store
from tests.engines import program

QUICK = Patience(seconds=5.0, tries=3, first=0.01)
BUCKET = "muster"
KEYS = ("someone", "a-secret-of-tests")


@contextmanager
def s3(port: int) -> Iterator[None]:
    """What a machine must know to reach the server at a port."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", KEYS[0])
        patch.setenv("AWS_SECRET_ACCESS_KEY", KEYS[1])
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        patch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
        yield


def store_at(port: int, prefix: str, patience: Patience = QUICK) -> Store:
    """The store at a server, below a prefix of its bucket."""
    with s3(port):
        store = Store(f"s3://{BUCKET}/{prefix}", patience, settles=0.02)
        store.about("nothing")  # the client is made when it is first asked
    return store


@contextmanager
def rclone(folder: Path) -> Iterator[int]:
    """The port of a server of another make, which heeds no conditions."""
    (folder / BUCKET).mkdir(parents=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", path)
        command = [program("rclone"), "serve", "s3", str(folder), "--addr", f"127.0.0.1:{port}"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([*command, "--auth-key", ",".join(KEYS)], **quiet)  # type: ignore[call-overload]
    try:
        until = monotonic() + 20
        while monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


def desk(url: str, machine: Path) -> Path:
    """The desk of a store on a machine, whose cache is a folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSTER_DESK", str(machine))
        made = place(url)
    assert (made / MARK).is_file()
    return made


def published(path: Path, build_id: str, day: int, claims: int = 1) -> Path:
    """A file that says which build made it, and of which claims."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "CREATE TABLE build AS SELECT ? AS build_id, ?::TIMESTAMP AS built_at, "
            "'c' AS catalog_sha256, '1' AS code_version, 'v' AS vocabulary_sha256",
            [build_id, datetime(2026, 11, day)],
        )
        connection.execute(f"CREATE TABLE claim AS FROM range({claims}) AS t(claim_id)")
    return path
