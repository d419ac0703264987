"""Writes prov.jsonld: the context, then one node a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb

from warehouse.export.about import Build
from warehouse.export.provenance.anchors import anchors
from warehouse.export.provenance.context import CONTEXT, Node
from warehouse.export.provenance.inferred import inferred
from warehouse.export.provenance.made import build_name, made
from warehouse.export.provenance.said import claims, documents, snapshots, sources

FILE = "prov.jsonld"


def write_provenance(connection: duckdb.DuckDBPyConnection, build: Build, root: Path) -> None:
    """Write ROOT/prov.jsonld of an open published file."""
    with (root / FILE).open("w", encoding="utf-8") as stream:
        stream.write(f'{{"@context": {json.dumps(CONTEXT, indent=1)},\n"@graph": [')
        for n, one in enumerate(_nodes(connection, build)):
            stream.write((",\n" if n else "\n") + json.dumps(one, ensure_ascii=False))
        stream.write("\n]}\n")


def _nodes(connection: duckdb.DuckDBPyConnection, build: Build) -> Iterator[Node]:
    yield from made(connection, build)
    yield from sources(connection)
    yield from documents(connection)
    yield from snapshots(connection)
    yield from claims(connection)
    yield from anchors(connection)
    yield from inferred(connection, build_name(build))
