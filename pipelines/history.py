"""Dagster's event log in SQLite, written quickly: the history of a build costs less than the build;
and an instance without a history, for a build of which nobody asks how it went.

Dagster's own storage makes a new engine, and with it a new cache of compiled statements, for every
event, and waits for the disk each time. Here a file keeps its engine and connection for as long as
the process lives; every event is still a transaction of its own, so that the UI can read along.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dagster as dg
import sqlalchemy
import yaml
from dagster._core.instance.ref import InstanceRef
from dagster._core.storage.event_log import InMemoryEventLogStorage, SqliteEventLogStorage

BUSY_SECONDS = 10  # another process may be writing: the UI's daemon
# That a step was given an input: half of all events of a build, and seen in the lineage anyway.
# That an output was handled: the materialization beside it tells the same, at the same length.
UNTOLD = (
    dg.DagsterEventType.STEP_INPUT,
    dg.DagsterEventType.LOADED_INPUT,
    dg.DagsterEventType.HANDLED_OUTPUT,
)


def _hurry(connection: Any, _record: object) -> None:
    # With a write-ahead log this loses at most the last events when the power fails.
    connection.execute("PRAGMA synchronous=NORMAL")


class QuickEvents(SqliteEventLogStorage):
    """The same files and tables as Dagster's storage, which can be read by it at any time."""

    def __init__(self, base_dir: str, inst_data: Any = None) -> None:
        self._engines: dict[str, sqlalchemy.Engine] = {}
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(cls, inst_data: Any, config_value: Any) -> QuickEvents:
        """Made by Dagster from the settings of the instance."""
        return cls(inst_data=inst_data, **config_value)

    def _engine(self, shard: str) -> sqlalchemy.Engine:
        if shard not in self._engines:
            engine = sqlalchemy.create_engine(
                self.conn_string_for_shard(shard),
                poolclass=sqlalchemy.pool.StaticPool,
                connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
            )
            sqlalchemy.event.listen(engine, "connect", _hurry)
            self._initdb(engine)
            self._engines[shard] = engine
        return self._engines[shard]

    @contextmanager
    def _connect(self, shard: str) -> Iterator[sqlalchemy.Connection]:
        with self._db_lock, self._engine(shard).connect() as connection, connection.begin():
            yield connection

    def store_event(self, event: dg.EventLogEntry) -> None:
        """Keep an event, unless it tells that an input was loaded, or an output handled."""
        if not (event.is_dagster_event and event.dagster_event_type in UNTOLD):
            super().store_event(event)

    def dispose(self) -> None:
        """Close the files."""
        for engine in self._engines.values():
            engine.dispose()
        self._engines.clear()
        super().dispose()


class NoHistory(Exception):  # noqa: N818 - a finding about a setting or a server
    """The history cannot be kept where the settings say; the message says what to do."""


def instance(home: Path) -> dg.DagsterInstance:
    """The instance under `home`, with its events written quickly, or where its settings name a
    storage, there. Raises `NoHistory` where that cannot be reached.
    """
    if _storage(home):
        try:
            return dg.DagsterInstance.from_config(str(home))
        except Exception as error:
            raise NoHistory(unkept(error, home) or f"{home}: {error}") from error
    events = {
        "module": QuickEvents.__module__,
        "class": QuickEvents.__name__,
        "config": {"base_dir": str(home / "history" / "runs")},
    }
    overrides: Any = {"event_log_storage": events}
    return dg.DagsterInstance.from_ref(InstanceRef.from_dir(str(home), overrides=overrides))


def _storage(home: Path) -> bool:
    told = yaml.safe_load((home / "dagster.yaml").read_text(encoding="utf-8"))
    return isinstance(told, dict) and "storage" in told


def unkept(error: BaseException | None, home: Path) -> str | None:
    """What keeps a shared history from being read or written, as a sentence; None where it is
    something else.
    """
    told = f"the history that {home / 'dagster.yaml'} names"
    while error is not None:
        if isinstance(error, NoHistory):
            return str(error)
        if isinstance(error, ImportError):
            return f"{told} needs a package ({error}): pip install 'muster[postgres]'"
        if isinstance(error, dg.DagsterInvalidConfigError):
            return f"{told} is not as Dagster wants it: {error}"
        if isinstance(error, sqlalchemy.exc.OperationalError):
            return f"{told} cannot be reached: {' '.join(str(error.orig).split())}"
        error = error.__cause__ or error.__context__
    return None


class NoEvents(InMemoryEventLogStorage):
    """An event log in which nothing is written, and nothing looked up: that takes as long as a
    history in files."""

    def store_event(self, event: dg.EventLogEntry) -> None:
        """Nothing is kept."""

    def get_asset_records(self, asset_keys: Any = None) -> Sequence[Any]:
        """No asset was ever made."""
        return []

    def fetch_observations(self, *_asked: Any, **_options: Any) -> dg.EventRecordsResult:
        """Nothing was ever observed."""
        return dg.EventRecordsResult(records=[], cursor="", has_more=False)


def no_history() -> dg.DagsterInstance:
    """An instance that remembers runs while it lives, and none of their events: those are in the
    result of the run."""
    made = dg.DagsterInstance.ephemeral()
    made._event_storage.dispose()
    made._event_storage = NoEvents()
    made._event_storage.register_instance(made)
    return made
