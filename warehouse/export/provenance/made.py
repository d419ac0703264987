"""What Muster did with the catalog: the build, what it used, and the file that it made."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from warehouse.answers.told import rows
from warehouse.export.about import Build, utc
from warehouse.export.addresses import of_claim, urn
from warehouse.export.provenance.context import Node, node


def build_name(build: Build) -> str:
    """The name of the build as an activity; its file is `urn:muster:warehouse:ID`."""
    return urn("build", build.build_id)


def made(connection: duckdb.DuckDBPyConnection, build: Build) -> Iterator[Node]:
    """The activity, the software, what was used (catalog, archive, vocabulary) and the file.

    A published file tells when it was made, which is the end of the activity; when the build began
    it does not tell.
    """
    used = {
        "catalog": build.catalog_sha256,
        "archive": build.archive_sha256,
        "vocabulary": build.vocabulary_sha256,
    }
    names = {kind: urn(kind, sha256) for kind, sha256 in used.items()}
    software = urn("software", build.code_version)
    warehouse = urn("warehouse", build.build_id)
    before = build.previous_build_id
    yield node(
        build_name(build), "prov:Activity",
        prov_endedAtTime=utc(build.built_at), prov_used=list(names.values()),
        prov_wasAssociatedWith=software,
        prov_wasInformedBy=urn("build", before) if before else None,
        muster_versions=build.versions,
    )  # fmt: skip
    yield node(
        software, "prov:Agent", "prov:SoftwareAgent",
        foaf_name="Muster", schema_softwareVersion=build.code_version,
    )  # fmt: skip
    members = rows(connection, "SELECT claim_id FROM claim ORDER BY claim_id")
    yield node(
        names["catalog"], "prov:Entity", "prov:Collection", muster_fingerprint=used["catalog"],
        prov_hadMember=[of_claim(row["claim_id"]) for row in members],
    )  # fmt: skip
    for kind in ("archive", "vocabulary"):
        yield node(names[kind], "prov:Entity", muster_fingerprint=used[kind])
    yield node(
        warehouse, "prov:Entity", prov_wasGeneratedBy=build_name(build),
        prov_generatedAtTime=utc(build.built_at),
        prov_wasDerivedFrom=[names["catalog"], names["archive"]],
        prov_wasRevisionOf=urn("warehouse", before) if before else None,
    )  # fmt: skip
    if before:
        yield node(urn("build", before), "prov:Activity")
        yield node(
            urn("warehouse", before), "prov:Entity", prov_wasGeneratedBy=urn("build", before)
        )
