"""What a catalog hands over to the models and steps, as Parquet: no build is needed, no archive."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pandas as pd

from sources.frames import SCHEMAS, empty
from sources.load import check, read_vocabulary
from warehouse import recorded
from warehouse.ledger import keep
from warehouse.schema import frames_of_the_catalog

WHEN = datetime(2026, 1, 1)  # when everything is said to have been recorded


def handed_over(catalog: Path, folder: Path) -> dict[str, list[Path]]:
    """The files, in `folder`, that `warehouse.derive` is given, by name.

    Raises `ValueError` where the catalog has errors.
    """
    files = read(catalog, folder)
    files["recorded"] = [folder / "recorded.parquet"]
    recorded.record(files, files["recorded"][0])
    return files


def read(catalog: Path, folder: Path) -> dict[str, list[Path]]:
    """The same before anything is recorded.

    Raises `ValueError` where the catalog has errors.
    """
    frames, problems = check(catalog)
    if problems:
        raise ValueError(problems[0])
    given = {"vocabulary": read_vocabulary(catalog).frames(), "catalog": frames}
    files: dict[str, list[Path]] = {}
    for asset in ("vocabulary", "catalog", "archive", "anchored"):
        for name in frames_of_the_catalog()[asset]:
            frame = given.get(asset, {}).get(name)
            files[f"{asset}.{name}"] = [folder / f"{asset}.{name}.parquet"]
            handed = empty(SCHEMAS[name]) if frame is None else frame
            handed.to_parquet(files[f"{asset}.{name}"][0])
    files |= {f"ledger.{n}": [folder / f"ledger.{n}.parquet"] for n in ("version", "moment")}
    keep.read(keep.Ledger(()), files["ledger.version"][0])
    moment = pd.DataFrame({"recorded_at": [WHEN], "build_id": ["none"]})
    moment.to_parquet(files["ledger.moment"][0])
    return files
