"""Reading files that somebody may be editing: again until they stood still, with what was read.

Which files these are, and what they say, is no concern of this module.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import pandas as pd

Read = TypeVar("Read")
TRIES = 10
PAUSE = 0.3  # seconds: an editor, or a checkout of many files, has mostly ended by then
STATE = "read_from"  # in the metadata of a Parquet file: the fingerprint of what it was read from


class Edited(Exception):  # noqa: N818 - a finding about files, not an error of ours
    """Files that changed whenever they were read."""


def settled(
    name: str, state: Callable[[], str], read: Callable[[], Read], tell: Callable[[str], None]
) -> tuple[Read, str]:
    """What `read` gives of files whose `state` was the same before and after, and that state.

    `tell` is told of each time that it was not. Raises `Edited` after some three seconds.
    """
    for _ in range(TRIES):
        before = state()
        found = read()
        if state() == before:
            return found, before
        tell(f"{name} was edited while it was read: reading it again")
        sleep(PAUSE)
    raise Edited(f"{name} was edited whenever it was read; build again when its files stand still")


def mark(frame: pd.DataFrame, state: str) -> None:
    """Let the Parquet file of a frame say what it was read from."""
    frame.attrs[STATE] = state


def read_from(path: Path) -> str | None:
    """What a Parquet file was read from; None where it does not say."""
    import pyarrow.parquet as pq

    told = (pq.read_schema(path).metadata or {}).get(b"PANDAS_ATTRS")
    found = json.loads(told).get(STATE) if told else None
    return found if isinstance(found, str) else None
