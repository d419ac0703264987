"""A PostgreSQL of the tests' own on the loopback, and the settings of a shared history on it."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipelines.instance import SHARED
from pipelines.settings import LOCAL
from tests.engines import engine, program

DEPLOY = Path(__file__).parents[3] / "deploy"
USER = "muster"


@dataclass
class Server:
    """A PostgreSQL server that can be stopped and started again."""

    folder: Path
    port: int
    password: str = field(default_factory=lambda: secrets.token_hex(8))
    process: subprocess.Popen[bytes] | None = None

    def _run_as(self) -> list[str]:
        """PostgreSQL refuses to run as root."""
        if os.geteuid() != 0:
            return []
        return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]

    def make(self) -> None:
        """Its files."""
        (self.folder / "password").write_text(self.password)
        if os.geteuid() == 0:
            for path in (self.folder, self.folder / "password"):
                shutil.chown(path, "nobody", "nogroup")
        subprocess.run(
            [*self._run_as(), program("initdb"), "--auth=scram-sha-256", f"--username={USER}",
             f"--pwfile={self.folder / 'password'}", "--no-sync", "--no-instructions",
             f"--pgdata={self.folder / 'data'}"],
            check=True, capture_output=True, cwd="/",
        )  # fmt: skip

    def start(self) -> None:
        """Begin, and answer."""
        settings = (
            f"port={self.port}", f"listen_addresses={LOCAL}", "unix_socket_directories=",
            "fsync=off", "full_page_writes=off", "shared_buffers=16MB",
        )  # fmt: skip
        command = [*self._run_as(), program("postgres"), "-D", str(self.folder / "data")]
        for setting in settings:
            command += ["-c", setting]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/")
        until(self._answers)

    def _answers(self) -> bool:
        psycopg2 = engine("psycopg2")
        try:
            self.ask("SELECT 1")
        except psycopg2.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """End at once, as a server does that is restarted: whoever is connected is thrown out."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)

    def ask(self, query: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """The rows of a query, none where it has none."""
        connection = engine("psycopg2").connect(
            host=LOCAL, port=self.port, user=USER, password=self.password, dbname=database
        )
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(query)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def environment(self, database: str) -> dict[str, str]:
        """What deploy/dagster.yaml asks the environment for."""
        return {
            "MUSTER_POSTGRES_HOST": LOCAL, "MUSTER_POSTGRES_PORT": str(self.port),
            "MUSTER_POSTGRES_DB": database, "MUSTER_POSTGRES_USER": USER,
            "MUSTER_POSTGRES_PASSWORD": self.password,
        }  # fmt: skip


def until(what: object, patience: float = 60) -> None:
    """Wait until something holds; fails when patience ends."""
    end = time.monotonic() + patience
    while not what():  # type: ignore[operator]
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.1)


def free_port() -> int:
    """A port of the loopback that nobody listens at."""
    with socket.socket() as free:
        free.bind((LOCAL, 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server."""
    engine("dagster_postgres")
    program("postgres")
    # Not below the folder of the tests, which only whoever runs them may enter.
    with tempfile.TemporaryDirectory(prefix="muster-postgres-", ignore_cleanup_errors=True) as name:
        server = Server(Path(name), free_port())
        server.make()
        server.start()
        yield server
        server.stop()


@dataclass(frozen=True)
class Shared:
    """A history on PostgreSQL: its database, its settings, and what the environment has to say."""

    server: Server
    database: str
    home: Path
    environment: dict[str, str]


def share(postgres: Server, folder: Path) -> Shared:
    """An empty database, and a home with the settings of deploy/."""
    database = f"d{secrets.token_hex(4)}"
    postgres.ask(f"CREATE DATABASE {database}")
    home = folder / "home"
    home.mkdir()
    shutil.copy(DEPLOY / "dagster.yaml", home)
    return Shared(postgres, database, home, postgres.environment(database) | {SHARED: str(home)})


@pytest.fixture
def shared(postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shared:
    """An empty history, and the environment of whoever uses it."""
    made = share(postgres, tmp_path)
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    return made
