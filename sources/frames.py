"""pandas frames with the column types that the tables need. No rule of the catalog."""

from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

TEXT, INT, BOOL, DATE, TIME = "text", "int", "bool", "date", "time"

CLAIM = {
    "claim_id": TEXT, "document_id": TEXT, "collection": TEXT, "claimant_id": TEXT, "says": TEXT,
    "low": INT, "high": INT, "point": INT, "qualifier": TEXT, "hedged": BOOL, "measure": TEXT,
    "unit": TEXT, "population": TEXT, "excluding": TEXT, "basis": TEXT, "channel": TEXT,
    "evidence": TEXT, "side": TEXT, "since": TEXT, "as_of": TEXT, "since_first": DATE,
    "since_last": DATE, "as_of_first": DATE, "as_of_last": DATE, "derives_from": TEXT,
    "link": TEXT, "part_of": TEXT, "partition": BOOL, "checked": TEXT, "note": TEXT,
    "file": TEXT, "line": INT,
}  # fmt: skip
DOCUMENT = {
    "document_id": TEXT, "collection": TEXT, "publisher_id": TEXT, "title": TEXT, "url": TEXT,
    "published": TEXT, "published_first": DATE, "published_last": DATE, "language": TEXT,
    "file": TEXT, "line": INT,
}  # fmt: skip
DEMAND = {
    "demand_id": TEXT, "document_id": TEXT, "country": TEXT, "by_id": TEXT, "demand": TEXT,
    "demanded_on": TEXT, "demanded_first": DATE, "demanded_last": DATE, "addressee": TEXT,
    "response": TEXT, "responded_on": TEXT, "responded_first": DATE, "responded_last": DATE,
    "note": TEXT, "file": TEXT, "line": INT,
}  # fmt: skip
EVENT = {
    "event_id": TEXT, "document_id": TEXT, "date": TEXT, "date_first": DATE, "date_last": DATE,
    "instrument": TEXT, "what": TEXT, "note": TEXT, "file": TEXT, "line": INT,
}  # fmt: skip
REJECTED = {"file": TEXT, "line": INT, "key": TEXT, "rule": TEXT, "value": TEXT, "message": TEXT}
SOURCE = {
    "source_id": TEXT, "name": TEXT, "kind": TEXT, "country": TEXT, "party": TEXT,
    "homepage": TEXT, "file": TEXT, "line": INT,
}  # fmt: skip
SNAPSHOT = {
    "document_id": TEXT, "sha256": TEXT, "version": INT, "latest": BOOL, "captured_at": TIME,
    "seen_at": TIME, "url": TEXT, "how": TEXT, "media_type": TEXT, "charset": TEXT, "bytes": INT,
    "http_status": INT, "etag": TEXT, "last_modified": TEXT, "method": TEXT, "text_sha256": TEXT,
    "characters": INT, "body_characters": INT, "problem": TEXT,
}  # fmt: skip
CAPTURE = {
    "document_id": TEXT, "happened_at": TIME, "event": TEXT, "how": TEXT, "url": TEXT,
    "final_url": TEXT, "sha256": TEXT, "http_status": INT, "message": TEXT, "latest": BOOL,
}  # fmt: skip
ANCHOR = {
    "claim_id": TEXT, "sha256": TEXT, "latest": BOOL, "status": TEXT, "start": INT, "end": INT,
    "exact": TEXT, "prefix": TEXT, "suffix": TEXT, "match": TEXT, "n_places": INT, "there": TEXT,
    "there_low": INT, "there_high": INT, "method": TEXT, "message": TEXT,
}  # fmt: skip
CHANGED_WORDS = {
    "claim_id": TEXT, "old_sha256": TEXT, "new_sha256": TEXT, "old_words": TEXT, "new_words": TEXT,
    "latest": BOOL,
}  # fmt: skip
UNTRANSCRIBED = {
    "document_id": TEXT, "sha256": TEXT, "start": INT, "end": INT, "exact": TEXT, "low": INT,
    "high": INT, "point": INT, "qualifier": TEXT, "unit": TEXT, "why": TEXT,
}  # fmt: skip
REFERENCE = {"claim_id": TEXT, "key": TEXT, "line": INT}
"""Where a reference stands that is not in the first line of its claim."""
SCHEMAS = {
    "claim": CLAIM, "document": DOCUMENT, "demand": DEMAND, "event": EVENT, "rejected": REJECTED,
    "source": SOURCE, "reference": REFERENCE, "snapshot": SNAPSHOT, "capture": CAPTURE,
    "anchor": ANCHOR, "changed_words": CHANGED_WORDS, "untranscribed": UNTRANSCRIBED,
}  # fmt: skip
_DTYPES: dict[str, Any] = {
    TEXT: "str",
    INT: "Int64",
    BOOL: "boolean",
    DATE: pd.ArrowDtype(pa.date32()),
    TIME: pd.ArrowDtype(pa.timestamp("us")),
}


def array(values: Sequence[Any], kind: str) -> Any:
    """Values (None for null) as an array of a kind; times are in UTC and carry no zone."""
    if kind == DATE:
        return pd.array(pa.array(values, pa.date32()), dtype=_DTYPES[DATE])
    if kind == TIME:
        bare = [v and v.astimezone(UTC).replace(tzinfo=None) for v in values]
        return pd.array(pa.array(bare, pa.timestamp("us")), dtype=_DTYPES[TIME])
    return pd.array(values, dtype=_DTYPES[kind])


def spread(codes: np.ndarray[Any, Any], distinct: Sequence[Any], kind: str) -> Any:
    """`distinct[code]` for every code; -1 is null. One conversion per distinct value."""
    if not len(distinct):
        return array([None] * len(codes), kind)
    return array(distinct, kind).take(codes, allow_fill=True)


def frame(columns: Mapping[str, Any], schema: Mapping[str, str]) -> pd.DataFrame:
    """A frame with exactly the columns of a schema, in its order."""
    return pd.DataFrame({name: columns[name] for name in schema})


def from_rows(rows: Sequence[Sequence[Any]], schema: Mapping[str, str]) -> pd.DataFrame:
    """A frame from tuples in the order of the schema."""
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    return frame(
        {
            name: array(list(values), kind)
            for (name, kind), values in zip(schema.items(), columns, strict=True)
        },
        schema,
    )


def empty(schema: Mapping[str, str]) -> pd.DataFrame:
    """A frame without rows."""
    return from_rows([], schema)
