"""The Frictionless Data Package v2: datapackage.json, and a schema for each table.

https://datapackage.org/standard/data-package/
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from warehouse.answers.told import rows
from warehouse.export.about import NAME, About
from warehouse.export.addresses import address, urn
from warehouse.export.data import Data, File
from warehouse.export.files import write_json
from warehouse.export.table_schema import table_schema

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE = "https://datapackage.org/profiles/2.0/dataresource.json"
DIALECT = {
    "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json",
    "header": True,
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}
DOCUMENTS = """
SELECT s.name || ': ' || d.title AS title, d.url
FROM document AS d JOIN source AS s ON s.source_id = d.publisher_id
ORDER BY d.document_id
"""


def write_datapackage(
    connection: duckdb.DuckDBPyConnection, about: About, data: Sequence[Data], root: Path
) -> None:
    """Write ROOT/datapackage.json and ROOT/schemas/TABLE.json.

    A table is two resources, `claim` (CSV) and `claim-parquet`, and both name one schema file.
    """
    (root / "schemas").mkdir()
    for one in data:
        write_json(root / _schema(one), table_schema(one))
    described = _package(about) | {
        "resources": [r for one in data for r in (_csv(one), _parquet(one))],
        "sources": [_source(d) for d in rows(connection, DOCUMENTS)],
    }
    write_json(root / "datapackage.json", described)


def _package(about: About) -> dict[str, Any]:
    told: dict[str, Any] = {
        "$schema": PROFILE,
        "name": NAME,
        "id": urn("warehouse", about.build.build_id),
        "title": about.title,
        "description": about.description,
        "version": about.version,
        "created": about.created,
        "keywords": list(about.keywords),
    }
    if about.licence:
        told["licenses"] = [{k: v for k, v in vars(about.licence).items() if v}]
    return told | {"build": about.told_of_build}


def _schema(data: Data) -> str:
    return f"schemas/{data.table.name}.json"


def _csv(data: Data) -> dict[str, Any]:
    more = {
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": DIALECT,
        "bytes": data.csv.bytes,
        "hash": f"sha256:{data.csv.sha256}",
    }
    return _resource(data, data.table.name, data.csv, more)


def _parquet(data: Data) -> dict[str, Any]:
    # No size and no hash: `frictionless` counts no bytes of Parquet, and takes that for a
    # difference. They stand in export.json and in croissant.json.
    more = {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}
    return _resource(data, f"{data.table.name}-parquet", data.parquet, more)


def _resource(data: Data, name: str, file: File, more: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": RESOURCE,
        "name": name,
        "type": "table",
        "path": file.path,
        "description": data.table.description,
        **more,
        "schema": _schema(data),
    }


def _source(document: dict[str, Any]) -> dict[str, str]:
    """A document; its address only where it is one."""
    told = {"title": document["title"]}
    return told | ({"path": url} if (url := address(document["url"])) else {})
