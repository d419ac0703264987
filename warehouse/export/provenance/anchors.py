"""Where the words of each claim stand, as W3C Web Annotations.

https://www.w3.org/TR/annotation-model/#selectors
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb

from warehouse.answers.told import rows
from warehouse.export.addresses import of_claim, urn
from warehouse.export.provenance.context import Node, node
from warehouse.export.provenance.said import document, snapshot, text

ANCHORS = """
SELECT a.*, c.says, c.document_id, d.url
FROM anchor AS a
JOIN claim AS c ON c.claim_id = a.claim_id
JOIN document AS d ON d.document_id = c.document_id
ORDER BY a.claim_id, a.sha256
"""


def anchors(connection: duckdb.DuckDBPyConnection) -> Iterator[Node]:
    """One annotation for each claim and snapshot of its document.

    `muster:status` says whether the words stand there. Where they do, the target is the plain text
    of the snapshot, with offsets; where they do not, the snapshot; where there is none, the
    document, in which the words are to be looked for.
    """
    for row in rows(connection, ANCHORS):
        yield node(
            urn("anchor", *row["anchor_id"].split("/")), "oa:Annotation",
            oa_hasBody=of_claim(row["claim_id"]), oa_hasTarget=_target(row),
            muster_status=row["status"], muster_latest=row["latest"],
        )  # fmt: skip


def _target(row: dict[str, Any]) -> Node:
    if row["sha256"] is None:
        where, selectors = document(row), [_quote(row["says"])]
    elif row["start"] is None:
        where, selectors = snapshot(row, row["sha256"]), [_quote(row["says"])]
    else:
        where = text(row, row["sha256"])
        selectors = [
            _quote(row["exact"], row["prefix"], row["suffix"]),
            {"@type": "oa:TextPositionSelector", "oa:start": row["start"], "oa:end": row["end"]},
        ]
    return {"@type": "oa:SpecificResource", "oa:hasSource": where, "oa:hasSelector": selectors}


def _quote(exact: str, prefix: str | None = None, suffix: str | None = None) -> Node:
    told = {"oa:exact": exact, "oa:prefix": prefix, "oa:suffix": suffix}
    return {"@type": "oa:TextQuoteSelector"} | {k: v for k, v in told.items() if v is not None}
