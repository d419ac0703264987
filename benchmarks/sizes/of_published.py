"""The stages from ready tables to a reader: the file filled, checked, published, asked, shown.

In a folder of work: `filled.duckdb`, `out/` as a build has it, `report/`, `export/`.
"""

from __future__ import annotations

import contextlib
import os
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from benchmarks.sizes.stage import Made, tables


def filled(folder: Path) -> Made:
    """The DuckDB file, from the tables."""
    from warehouse.fill import fill
    from warehouse.schema import tables as declared

    path = folder / "filled.duckdb"
    path.unlink(missing_ok=True)
    files = tables(folder)
    fill({name: files[name] for name in declared() if name in files}, path)
    return Made(told=lambda: {"bytes": path.stat().st_size})


def gate(folder: Path) -> Made:
    """Every check; what failed goes into the log."""
    from warehouse.validation import validate_file

    results = validate_file(folder / "filled.duckdb")
    severe = [r for r in results if r.severity == "error" and not r.passed]
    for result in severe:
        print(f"{result.asset}.{result.check_name}: {result.n_failing} {result.because}")
    return Made(told=lambda: {"checks": len(results), "failed": len(severe)})


def published(folder: Path) -> Made:
    """What is left of publishing where the file is filled and checked already."""
    from warehouse.publish import BuildInfo, publish
    from warehouse.schema import tables as declared

    def fill(_files: object, path: Path) -> None:
        os.link(folder / "filled.duckdb", path)

    files = tables(folder)
    info = BuildInfo("a-size", datetime.now(UTC), "0" * 64, "0" * 64)
    with (
        patch("warehouse.publish.fill", fill),
        patch("warehouse.publish.validate_file", lambda _path: []),
    ):
        (folder / "out").mkdir(exist_ok=True)
        done = publish(
            {n: files[n] for n in declared() if n in files}, folder / "out", info, keep=0
        )
    return Made(
        told=lambda: {
            "bytes": done.path.stat().st_size,
            "bytes of the ledger": _size(folder / "out" / "ledger"),
        }
    )


def _size(folder: Path) -> int:
    """Bytes of all files of a folder."""
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())


def asked(folder: Path, *command: str) -> Made:
    """A command of a reader's, its answer going nowhere."""
    from pipelines.cli import main

    told = [*command, "--out", str(folder / "out")]
    with (
        Path(os.devnull).open("w") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.suppress(SystemExit),
    ):
        main(told, standalone_mode=False)
    return Made()


def reported(folder: Path) -> Made:
    """The report on the published file."""
    import shutil

    from warehouse.report.write import write

    shutil.rmtree(folder / "report", ignore_errors=True)
    written = write(folder / "out" / "muster.duckdb", folder / "report")
    return Made(
        told=lambda: {
            "pages": written.n_pages, "pictures": written.n_charts,
            "bytes": _size(folder / "report"), "bytes of the heaviest page": written.heaviest,
        }
    )  # fmt: skip


def exported(folder: Path) -> Made:
    """All exports of the published file."""
    from warehouse.export.export import export
    from warehouse.reading import reader

    with reader(folder / "out" / "muster.duckdb") as connection:
        done = export(connection, folder / "export")
    return Made(told=lambda: {"files": done.n_files, "bytes": done.bytes})
