"""Made-up catalogs to report on: what they share, and how a warehouse and a report are made of one.

Nobody in them exists, and no figure in them was ever published.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from warehouse.fill import BuildInfo, record
from warehouse.report.write import write

GAZETTE = "The <b>Example</b> Gazette"
SOURCES = f"""
- {{id: ministry, name: Ministry of Examples, kind: government, country: UKR, party: ukraine}}
- {{id: gazette, name: "{GAZETTE}", kind: newspaper, country: null, party: none}}
- {{id: herald, name: The Example Herald, kind: newspaper, country: null, party: none}}
- {{id: nobody, name: An Office Without Figures, kind: government, country: CUB, party: none}}
"""
BUILD = BuildInfo("a-made-up-build", datetime(2026, 1, 1), "catalog", "archive")


@dataclass(frozen=True)
class Catalog:
    """A catalog of these sources: its files, and what is done to the warehouse that they make."""

    name: str
    files: dict[str, str]
    afterwards: str = ""


def make(catalog: Catalog, derived_from: Callable[[Path, Path], Path], folder: Path) -> None:
    """Into a folder: the catalog, its warehouse `muster.duckdb`, and its report `report`."""
    for name, text in {"sources.yaml": SOURCES, **catalog.files}.items():
        file = folder / "catalog" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    made = derived_from(folder / "catalog", folder)
    record(made, BUILD, [])
    with duckdb.connect(str(made)) as connection:
        connection.execute(catalog.afterwards or "SELECT 1")
    write(made, folder / "report")
