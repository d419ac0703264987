"""The months of a catalog as Dagster's partitions: which there are, what belongs to them, and who
holds one while it is made.

What is made of a month stands in assets/months.py, to which month a document belongs in
sources/months.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import dagster as dg

from sources.months import UNDATED

MONTHS = dg.DynamicPartitionsDefinition(name="month")
"""As keys of a catalog: `2025-10`, `undated`; written down by whoever links the catalog."""

KEY = re.compile(rf"[0-9]{{4}}-[0-9]{{2}}|{UNDATED}")
FETCHED, READ, ANCHORED = ASSETS = ("month_fetched", "month_read", "month_anchored")
PARTITION = "dagster/partition"  # the tag of a run that Dagster writes
WRITES = "muster/writes"  # the tag of what a run writes: the settings of an instance count by it
WAREHOUSE, MONTH = "warehouse", "month"


def note(instance: dg.DagsterInstance, keys: Iterable[str]) -> None:
    """Let the instance know exactly these months."""
    assert MONTHS.name is not None
    known, found = set(instance.get_dynamic_partitions(MONTHS.name)), set(keys)
    if new := sorted(found - known):
        instance.add_dynamic_partitions(MONTHS.name, new)
    for gone in sorted(known - found):
        instance.delete_dynamic_partition(MONTHS.name, gone)


def place(out: Path, run: dg.DagsterRun, steps: Iterable[str]) -> Path:
    """The folder that a run holds while it goes: OUT, or OUT/months/<key> where it makes nothing
    but its month. Raises `ValueError` for a key that somebody made up, which would name a folder.
    """
    key = run.tags.get(PARTITION)
    if key is None or not set(steps) <= set(ASSETS):
        return out
    if not KEY.fullmatch(key):
        raise ValueError(f"{key[:80]!r} is no month: expected one such as 2025-10, or {UNDATED}")
    return out / "months" / key


def places(out: Path) -> Iterator[Path]:
    """OUT, and the folder of every month that was ever made there."""
    yield out
    folder = out / "months"
    yield from sorted(folder.iterdir()) if folder.is_dir() else ()
