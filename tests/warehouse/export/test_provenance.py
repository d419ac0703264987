"""prov.jsonld loads where people load it, and has every claim and everything that rests on one."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from prov.model import (
    ProvActivity,
    ProvAgent,
    ProvDerivation,
    ProvDocument,
    ProvEntity,
)
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from warehouse.export.addresses import of_claim
from warehouse.export.export import export

PROV = Namespace("http://www.w3.org/ns/prov#")
OA = Namespace("http://www.w3.org/ns/oa#")
MUSTER = Namespace("urn:muster:term:")
DOCS = Path(__file__).parents[3] / "docs" / "exports.md"
SHA = "ab" * 32
ARCHIVED = (
    f"""INSERT INTO snapshot SELECT document_id, '{SHA}' AS sha256, 1 AS version, true AS latest,
        TIMESTAMP '2026-01-02 03:04:05' AS captured_at, TIMESTAMP '2026-01-02 03:04:05' AS seen_at,
        url, 'fetch' AS how, 'text/html' AS media_type, NULL AS charset, 10 AS bytes,
        200 AS http_status, NULL AS etag, NULL AS last_modified, 'plain 1' AS method,
        '{"cd" * 32}' AS text_sha256, 100 AS characters, 100 AS body_characters, NULL AS problem
        FROM document""",
    f"""UPDATE anchor SET sha256 = '{SHA}', status = 'verified', start = 7, "end" = 9,
        exact = 'they said "90"' || chr(10) || '<b>', prefix = 'before', suffix = 'after',
        match = 'exact', n_places = 1""",
)


def loaded(folder: Path) -> Graph:
    graph = Graph()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the library, about itself
        return graph.parse(folder / "prov.jsonld", format="json-ld")


# The third claim retells the second, and that the first.
CHAIN = (
    """CREATE TEMP TABLE chain AS SELECT claim_id, row_number() OVER (ORDER BY claim_id) AS n
        FROM claim ORDER BY claim_id LIMIT 3""",
    """UPDATE claim SET link = 'stated', derives_from = (
            SELECT b.claim_id FROM chain AS a JOIN chain AS b ON b.n = a.n - 1
            WHERE a.claim_id = claim.claim_id)
        WHERE claim_id IN (SELECT claim_id FROM chain WHERE n > 1)""",
    """UPDATE origin SET hops = n - 1, root_claim_id = (SELECT claim_id FROM chain WHERE n = 1),
            root_document_id = (
                SELECT document_id FROM claim JOIN chain USING (claim_id) WHERE n = 1)
        FROM chain WHERE chain.claim_id = origin.claim_id""",
)


@pytest.fixture(scope="module")
def published(changed: Any) -> duckdb.DuckDBPyConnection:
    """The made-up catalog, with a chain of retellings."""
    opened: duckdb.DuckDBPyConnection = changed(*CHAIN)
    return opened


@pytest.fixture(scope="module")
def exported(
    published: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder of its export."""
    folder = tmp_path_factory.mktemp("provenance") / "export"
    export(published, folder, ["prov"])
    return folder


@pytest.fixture(scope="module")
def graph(exported: Path) -> Graph:
    """Its export as RDF."""
    return loaded(exported)


Count = Callable[[str], int]


@pytest.fixture
def count(published: duckdb.DuckDBPyConnection) -> Count:
    """Counts the rows of a query on the warehouse."""

    def counted(query: str) -> int:
        return int(published.execute(f"SELECT count(*) FROM ({query})").fetchall()[0][0])

    return counted


def linked(graph: Graph, kind: str, link: URIRef) -> int:
    """How many links of a kind lead away from things of a class of ours."""
    return sum(
        1 for thing in graph.subjects(RDF.type, MUSTER[kind]) for _ in graph.objects(thing, link)
    )


def test_every_claim_is_there_with_its_document_and_its_claimant(
    graph: Graph, count: Count
) -> None:
    n = count("FROM claim")
    assert len(set(graph.subjects(RDF.type, MUSTER.Claim))) == n
    assert linked(graph, "Claim", PROV.wasQuotedFrom) == n
    assert linked(graph, "Claim", PROV.wasAttributedTo) == n
    assert len(list(graph.objects(None, PROV.hadMember))) == n


def test_every_retelling_leads_to_what_it_retells_and_to_its_root(
    graph: Graph, count: Count, published: duckdb.DuckDBPyConnection
) -> None:
    assert linked(graph, "Claim", PROV.wasDerivedFrom) == count("FROM claim WHERE link IS NOT NULL")
    assert linked(graph, "Claim", PROV.hadPrimarySource) == count("FROM origin WHERE hops > 0")
    chains = published.execute(
        "SELECT c.claim_id, c.derives_from, c.link, o.root_claim_id"
        " FROM claim AS c JOIN origin AS o USING (claim_id) WHERE o.hops > 0"
    ).fetchall()
    assert len(chains) == 2
    for claim_id, retold, link, root in chains:
        claim = URIRef(of_claim(claim_id))
        assert (claim, PROV.wasDerivedFrom, URIRef(of_claim(retold))) in graph
        assert (claim, PROV.hadPrimarySource, URIRef(of_claim(root))) in graph
        (how,) = graph.objects(claim, PROV.qualifiedDerivation)
        assert graph.value(how, MUSTER.link) == Literal(link)


def test_what_follows_is_there_with_what_it_rests_on(graph: Graph, count: Count) -> None:
    assert linked(graph, "Conflict", PROV.wasDerivedFrom) == count(
        "FROM conflict_claim WHERE role <> 'retelling'"
    )
    assert len(set(graph.subjects(RDF.type, MUSTER.Reconciled))) == count("FROM reconciled")
    assert linked(graph, "Reconciled", PROV.wasDerivedFrom) == count(
        "FROM reconciled_claim WHERE role = 'member'"
    )


def test_each_day_with_a_bound_lies_in_one_run_that_says_the_same(
    exported: Path, published: duckdb.DuckDBPyConnection
) -> None:
    nodes = [n for n in nodes_of(exported) if "muster:Bound" in n["@type"]]
    days = published.execute(
        "SELECT measure, population, evidence_used, as_of, low, high,"
        " (SELECT list(DISTINCT claim_id) FROM bound_claim AS c WHERE c.measure = b.measure"
        " AND c.population = b.population AND c.as_of = b.as_of"
        " AND c.evidence_used = b.evidence_used) FROM bound AS b"
    ).fetchall()
    told = [d for d in days if d[6]]
    assert 0 < len(nodes) < len(told)
    for measure, population, evidence, day, low, high, rests_on in told:
        (run,) = (
            n
            for n in nodes
            if (n["muster:measure"], n["muster:population"]) == (measure, population)
            and n["muster:evidence_used"] == evidence
            and n["muster:from"] <= day.isoformat() <= n["muster:until"]
        )
        assert (run.get("muster:low", 0), run.get("muster:high")) == (low, high)
        assert run.get("muster:low") != 0
        assert set(run["prov:wasDerivedFrom"]) == {of_claim(c) for c in rests_on}


def nodes_of(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "prov.jsonld").read_text("utf-8"))["@graph"]
    return found


def test_a_library_of_provenance_reads_as_much(exported: Path, count: Count) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # annotations and words of ours are no part of PROV
        document = ProvDocument.deserialize(
            str(exported / "prov.jsonld"), format="rdf", rdf_format="json-ld"
        )
    claims = {
        r.identifier.uri for r in document.get_records(ProvEntity)
        if r.identifier.uri.startswith("urn:muster:claim:")
    }  # fmt: skip
    assert len(claims) == count("FROM claim")
    assert len(list(document.get_records(ProvAgent))) == count("FROM source") + 1
    assert any("build" in r.identifier.uri for r in document.get_records(ProvActivity))
    derived = {
        (str(r.args[0].uri), str(r.args[1].uri)) for r in document.get_records(ProvDerivation)
    }
    between = {pair for pair in derived if all(p.startswith("urn:muster:claim:") for p in pair)}
    assert len(between) == count("FROM claim WHERE derives_from IS NOT NULL")
    roots = [
        root
        for record in document.get_records(ProvEntity)
        for name, root in record.attributes
        if name.uri == str(PROV.hadPrimarySource)  # the library keeps it as an attribute
    ]
    assert len(roots) == count("FROM origin WHERE hops > 0")


def test_the_query_in_the_docs_leads_from_each_claim_to_the_document_of_its_root(
    graph: Graph, published: duckdb.DuckDBPyConnection
) -> None:
    (query,) = re.findall(r"```sparql\n(.*?)```", DOCS.read_text("utf-8"), re.S)
    found = {(str(r.claim), str(r.root), str(r.document)) for r in graph.query(query)}  # type: ignore[union-attr]
    expected = published.execute(
        "SELECT o.claim_id, o.root_claim_id, d.url FROM origin AS o"
        " JOIN document AS d ON d.document_id = o.root_document_id"
    ).fetchall()
    assert found == {(of_claim(claim), of_claim(root), url) for claim, root, url in expected}


def test_words_that_stand_in_a_page_are_quoted_from_it_with_their_offsets(
    changed: Any, tmp_path: Path
) -> None:
    export(changed(*ARCHIVED), tmp_path / "export", ["prov"])
    graph = loaded(tmp_path / "export")
    for claim in graph.subjects(RDF.type, MUSTER.Claim):
        assert len(list(graph.objects(claim, PROV.wasQuotedFrom))) == 2
        (snapshot,) = (
            s for s in graph.objects(claim, PROV.wasQuotedFrom)
            if (s, RDF.type, MUSTER.Snapshot) in graph
        )  # fmt: skip
        of = graph.value(snapshot, PROV.specializationOf)
        assert of in set(graph.objects(claim, PROV.wasQuotedFrom))
        assert graph.value(snapshot, URIRef("https://schema.org/sha256")) == Literal(SHA)
        assert str(graph.value(snapshot, PROV.generatedAtTime)) == "2026-01-02T03:04:05+00:00"
        target = graph.value(graph.value(None, OA.hasBody, claim), OA.hasTarget)
        text = graph.value(target, OA.hasSource)
        assert graph.value(text, PROV.wasDerivedFrom) == snapshot
        selectors = list(graph.objects(target, OA.hasSelector))
        ends = [(graph.value(s, OA.start), graph.value(s, OA.end)) for s in selectors]
        assert [(int(a), int(b)) for a, b in ends if a is not None] == [(7, 9)]  # type: ignore[arg-type]
        exact = {str(graph.value(s, OA.exact)) for s in selectors if (s, OA.exact, None) in graph}
        assert exact == {'they said "90"\n<b>'}


def test_words_and_addresses_of_strangers_stay_words(changed: Any, tmp_path: Path) -> None:
    words = '"}], "@id": "urn:x", "@type": "prov:Agent" \\ <http://x> \u202e\n'
    quoted = words.replace("'", "''")
    connection = changed(
        f"UPDATE claim SET says = '{quoted}', note = '{quoted}'",
        f"UPDATE document SET title = '{quoted}', language = '@none',"
        " url = 'https://x.org/> . <urn:y> <urn:z> <urn:w> . <' || document_id",
    )
    export(connection, tmp_path / "export", ["prov"])
    graph = loaded(tmp_path / "export")
    claims = list(graph.subjects(RDF.type, MUSTER.Claim))
    assert claims
    assert {graph.value(c, PROV.value) for c in claims} == {Literal(words)}
    for document in graph.subjects(RDF.type, MUSTER.Document):
        assert str(document).startswith("urn:muster:document:")
        assert str(graph.value(document, MUSTER.url)).startswith("https://x.org/> ")
    named = {str(t) for triple in graph for t in triple if isinstance(t, URIRef)}
    assert not named & {"urn:x", "urn:y", "urn:z", "urn:w"}
