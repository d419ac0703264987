"""The export of the catalog of the repository: nothing is lost on the way, in any language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from rdflib import RDF, Graph, Namespace

from warehouse.engine import identifier, quoted
from warehouse.export.export import export
from warehouse.reading import reader
from warehouse.schema import tables

PROV = Namespace("http://www.w3.org/ns/prov#")
MUSTER = Namespace("urn:muster:term:")


@pytest.fixture(scope="module")
def published(catalog_once: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The catalog of the repository as it is published."""
    with reader(catalog_once / "muster.duckdb") as connection:
        yield connection


@pytest.fixture(scope="module")
def folder(published: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of its export."""
    target = tmp_path_factory.mktemp("real") / "export"
    export(published, target, ["datapackage", "prov"])
    return target


def test_every_table_is_read_back_value_for_value(folder: Path, catalog_once: Path) -> None:
    with duckdb.connect() as connection:
        path = quoted(str(catalog_once / "muster.duckdb"))
        connection.execute(f"ATTACH {path} AS published (READ_ONLY)")
        for name, table in tables().items():
            types = {f.name: f.duckdb_type for f in table.fields}
            file = quoted(str(folder / "data" / f"{name}.csv"))
            read = f"read_csv({file}, columns = {types}, allow_quoted_nulls = false)"
            there, back = f"FROM published.{identifier(name)}", f"FROM {read}"
            for one, other in ((there, back), (back, there)):
                assert not connection.execute(f"{one} EXCEPT ALL {other}").fetchall(), name
            parquet = pq.read_metadata(folder / "data" / f"{name}.parquet")
            counted = connection.execute(f"SELECT count(*) {there}").fetchall()
            assert counted == [(parquet.num_rows,)]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # of the library
def test_every_claim_and_every_retelling_loads(
    folder: Path, published: duckdb.DuckDBPyConnection
) -> None:
    graph = Graph()
    graph.parse(folder / "prov.jsonld", format="json-ld")
    claims = set(graph.subjects(RDF.type, MUSTER.Claim))
    retold = [o for c in claims for o in graph.objects(c, PROV.wasDerivedFrom)]
    roots = [o for c in claims for o in graph.objects(c, PROV.hadPrimarySource)]
    ((n_claims, n_retold),) = published.execute(
        "SELECT count(*), count(derives_from) FROM claim"
    ).fetchall()
    assert (len(claims), len(retold), len(roots)) == (n_claims, n_retold, n_retold)
    assert {*retold, *roots} <= claims
