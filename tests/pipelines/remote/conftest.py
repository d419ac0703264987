"""Servers on the loopback, one of each make for all tests of this folder."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines import engine
from tests.pipelines.remote.machines import BUCKET, rclone, s3


@pytest.fixture(scope="session")
def moto() -> Iterator[int]:
    """The port of a server that heeds conditions, as Amazon's does, with an empty bucket."""
    engine("s3fs")
    server = engine("moto.server").ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server.start()
    _, port = server.get_host_and_port()
    with s3(port):
        client = engine("botocore.session").get_session().create_client("s3")
        client.create_bucket(Bucket=BUCKET)
    yield port
    server.stop()


@pytest.fixture(scope="session")
def other_make(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server that heeds no conditions."""
    engine("s3fs")
    with rclone(tmp_path_factory.mktemp("rclone")) as port:
        yield port


@pytest.fixture(params=["file", "memory", "moto", "other_make"])
def any_store(request: pytest.FixtureRequest, tmp_path: Path):  # type: ignore[no-untyped-def]
    """An empty store of each kind."""
    from pipelines.remote.store import Store
    from tests.pipelines.remote.machines import QUICK, store_at

    name = request.node.name.replace("[", "-").replace("]", "")
    if request.param in ("file", "memory"):
        url = f"file://{tmp_path}/store" if request.param == "file" else f"memory://{name}"
        return Store(url, QUICK, settles=0.02)
    return store_at(request.getfixturevalue(request.param), name)
