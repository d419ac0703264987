"""The stages that documents go through: read, fetched, made texts of, searched for claims; and each
once more when nothing changed.

In a folder of work: `catalog/`, `archive/` with their pages, `fetched/` with what a fetch brings.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.sizes.stage import Made, Stage

if TYPE_CHECKING:
    import pandas as pd


def _written(folder: Path, frames: Mapping[str, pd.DataFrame]) -> dict[str, list[Path]]:
    """The frames as files; their names."""
    (folder / "tables").mkdir(exist_ok=True)
    files = {name: [folder / "tables" / f"{name}.parquet"] for name in frames}
    for name, (path,) in files.items():
        frames[name].to_parquet(path)
    return files


def _read(folder: Path) -> Made:
    from sources.load import check

    frames, problems = check(folder / "catalog")
    if problems:
        raise ValueError(problems[0])
    return Made(_written(folder, {f"catalog.{n}": frames[n] for n in ("claim", "document")}))


def _frames(folder: Path) -> dict[str, pd.DataFrame]:
    import pandas as pd

    return {
        name: pd.read_parquet(folder / "tables" / f"catalog.{name}.parquet")
        for name in ("claim", "document")
    }


def _fetched(folder: Path, anew: bool) -> Made:
    """Every page is asked for, whenever it was asked before; no pause between pages of a host."""
    from benchmarks.sizes import server
    from sources.fetch import Configuration, due, fetch, networks
    from sources.fetch.limits import LIMITS
    from sources.fetch.wanted import Wanted
    from sources.pages import Pages

    if anew:
        shutil.rmtree(folder / "fetched", ignore_errors=True)
    port = server.served(folder / "archive", folder / "port")
    ids = _frames(folder)["document"]["document_id"]
    asked = [Wanted(i, server.url(int(i.rpartition("-")[2]), port)) for i in ids]
    kept = Pages(folder / "fetched")
    limits = replace(LIMITS, host_delay_seconds=0.0)
    allowed = networks(f"{server.HERE}/32")
    configuration = Configuration(allow=allowed, limits=limits, resolve=server.resolve)
    told = {"captured": 0, "unchanged": 0, "failed": 0}
    for entry in fetch(
        due(asked, kept.entries, datetime.now(UTC), timedelta(0)), kept.archive, configuration
    ):
        told[entry.event] += 1
    return Made(told=lambda: told)


def _texts(folder: Path, anew: bool) -> Made:
    from sources.pages import TEXTS, archive_frames

    if anew:
        shutil.rmtree(folder / "archive" / TEXTS, ignore_errors=True)
    frames = archive_frames(folder / "archive")
    unread = int(frames["snapshot"]["problem"].notna().sum())
    written = _written(folder, {f"archive.{name}": frame for name, frame in frames.items()})
    return Made(written, lambda: {"unread": unread})


def _anchored(folder: Path, anew: bool) -> Made:
    from sources.anchor_frames import anchored_frames
    from sources.pages import COUNTS, Pages

    if anew:
        shutil.rmtree(folder / "archive" / COUNTS, ignore_errors=True)
    frames = anchored_frames(_frames(folder), Pages(folder / "archive"))
    anchor = frames["anchor"]
    found = int((anchor["latest"] & anchor["status"].isin(["verified", "moved"])).sum())
    written = _written(folder, {f"anchored.{name}": frame for name, frame in frames.items()})
    return Made(written, lambda: {"found": found})


STAGES = (
    Stage("read", (), "the catalog's YAML files and words, two claims in each", _read),
    Stage("fetched", ("read",), "pages asked of a local server, no pauses",
          lambda f: _fetched(f, True)),
    Stage("fetched again", ("fetched",), "the same pages, none changed",
          lambda f: _fetched(f, False)),
    Stage("texts", (), "pages verified, read as text in processes of their own",
          lambda f: _texts(f, True)),
    Stage("texts again", ("texts",), "the same, all texts being kept",
          lambda f: _texts(f, False)),
    Stage("anchors", ("read", "texts"), "claims found in the pages, counts looked for",
          lambda f: _anchored(f, True)),
    Stage("anchors again", ("anchors",), "the same, all counts being kept",
          lambda f: _anchored(f, False)),
)  # fmt: skip
