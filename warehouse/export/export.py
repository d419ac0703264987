"""An export put together: the formats that are asked for, a README, and the list of files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.export import FOR_EVERYBODY, FORMATS
from warehouse.export.about import About, Licence, about
from warehouse.export.croissant import write_croissant
from warehouse.export.data import described, write_data
from warehouse.export.datapackage import write_datapackage
from warehouse.export.files import write_json
from warehouse.export.folder import MANIFEST, MARK, replacing
from warehouse.export.postgres import write_postgres
from warehouse.export.provenance import write_provenance
from warehouse.export.readme import readme, writes_tables
from warehouse.schema import tables


@dataclass(frozen=True)
class Exported:
    """What was written: the folder, its formats, how many files and bytes are in it."""

    folder: Path
    formats: tuple[str, ...]
    n_files: int
    bytes: int


def export(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    formats: Sequence[str] = FOR_EVERYBODY,
    licence: Licence | None = None,
) -> Exported:
    """Write an open published file into a folder, which it replaces as a whole.

    One published file always gives the same bytes. `licence` is that of the catalog. Raises
    `folder.NotReplaced` where something else stands there, and `OSError` where it cannot be
    written.
    """
    wanted = tuple(name for name in FORMATS if name in formats)
    with replacing(folder) as root:
        told = about(connection, licence)
        if writes_tables(wanted):
            _write_tables(connection, told, wanted, root)
        if "prov" in wanted:
            write_provenance(connection, told.build, root)
        if "postgres" in wanted:
            write_postgres(connection, told, root)
        (root / "README.md").write_text(readme(told, wanted), encoding="utf-8")
        files = [described(root, p) for p in sorted(root.rglob("*")) if p.is_file()]
        listed = {f.path: {"bytes": f.bytes, "sha256": f.sha256} for f in files}
        told_of_it = {MARK: 1, "formats": wanted, "build": told.told_of_build, "files": listed}
        write_json(root / MANIFEST, told_of_it)
        size = sum(f.bytes for f in files) + (root / MANIFEST).stat().st_size
    return Exported(folder, wanted, len(files) + 1, size)


def _write_tables(
    connection: duckdb.DuckDBPyConnection, told: About, formats: Sequence[str], root: Path
) -> None:
    data = [write_data(connection, tables()[name], root) for name in sorted(tables())]
    if "datapackage" in formats:
        write_datapackage(connection, told, data, root)
    if "croissant" in formats:
        write_croissant(told, data, root)
