"""The layout of the folder of results: its number in OUT/layout.json, and the way to the next one.

A folder without that file is of layout 1. What is in the published file, and whether it is older
than the code, stands in warehouse/lacking.py.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

FILE = "layout.json"
LAYOUT = 2
MADE = ("muster.duckdb", "assets", "archive", "versions", "dagster")  # what layout 1 is known by


class LayoutError(Exception):
    """The folder cannot be used by this Muster; the message is a sentence that says what to do."""


def _asset_files_removed(out: Path) -> None:
    """From 1 to 2: what an older Muster's steps handed over goes, for the next build makes it anew.

    A step that is run alone would otherwise read tables of another form. `recorded` stays: it
    remembers since when each claim stands as it does.
    """
    assets = out / "assets"
    for path in sorted(assets.iterdir()) if assets.is_dir() else ():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != "recorded.parquet":
            path.unlink()


# From a layout to the next one. Each can be made again where it was cut short.
MIGRATIONS: Mapping[int, Callable[[Path], None]] = {1: _asset_files_removed}


def number(out: Path) -> int | None:
    """The layout of a folder; null where nothing was made in it yet.

    Raises `LayoutError` where its file cannot be read, or says a number that this Muster does not
    know.
    """
    path = out / FILE
    try:
        told: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return 1 if any((out / name).exists() for name in MADE) else None
    except OSError as error:
        raise LayoutError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError:
        told = None
    found = told.get("layout") if isinstance(told, dict) else None
    if type(found) is not int or found < 1:
        raise LayoutError(
            f"{path} is damaged: remove that file and run `muster build`, "
            "which takes the folder for one of the oldest layout and brings it up to date"
        )
    if found > LAYOUT:
        made = f" ({told['muster']})" if isinstance(told.get("muster"), str) else ""
        raise LayoutError(
            f"{out} was made by a newer Muster{made}, in layout {found}, and this one knows "
            f"layouts up to {LAYOUT}: upgrade Muster, or name another folder with --out"
        )
    return found


def prepare(out: Path) -> None:
    """Bring a folder to the present layout before anything is written into it; make a new one.

    Nothing is written where it is up to date. Raises `LayoutError` as `number` does, and where the
    folder cannot be written.
    """
    found = number(out)
    if found == LAYOUT:
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
        if found is not None:
            _migrated(out)
        else:
            _write(out)
    except OSError as error:
        raise LayoutError(f"{out} cannot be brought to layout {LAYOUT}: {error}") from error


def _migrated(out: Path) -> None:
    """Go up step by step, alone with the folder; the number is written after each step."""
    from warehouse.versions import only_publisher

    with only_publisher(out):
        for step in range(number(out) or 1, LAYOUT):
            MIGRATIONS[step](out)
            _write(out, step + 1)


def _write(out: Path, layout: int = LAYOUT) -> None:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = {"layout": layout, "muster": version("muster"), "since": now}
    beside = out / f".{FILE}.{os.getpid()}"
    beside.write_text(json.dumps(told) + "\n", encoding="utf-8")
    beside.replace(out / FILE)
