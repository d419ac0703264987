"""Checked frames of one collection. Nothing here looks at another collection."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from sources import dates, values
from sources import frames as framing
from sources.checking import Checker, Column
from sources.claims import check_claims
from sources.columns import ABSENT, Codes
from sources.frames import BOOL, DATE, INT, TEXT, spread
from sources.problems import Problem
from sources.records import Records
from sources.registry import Registry
from sources.terms import DEMANDS, RESPONSES
from sources.vocabulary import Vocabulary


def frames(
    records: Records, collection: str, vocabulary: Vocabulary, registry: Registry
) -> dict[str, pd.DataFrame]:
    """claim, document, demand, event and rejected of a collection."""
    ids = values.Ids(vocabulary, registry, records.suggestions)
    problems = records.problems
    documents = Checker(records.document, problems)
    columns = _documents(documents, ids)
    keep = ~documents.bad
    built = {"document": _document_frame(documents, columns, keep, collection)}
    claims = Checker(records.claim, problems)
    parts = check_claims(claims, ids, columns["language"])
    for checker, name in (
        (claims, "claim"),
        (Checker(records.demand, problems), "demand"),
        (Checker(records.event, problems), "event"),
    ):
        if name == "demand":
            parts = _demands(checker, ids)
        elif name == "event":
            parts = _events(checker)
        _orphans(checker, documents, name)
        built[name] = _frame(checker, parts, name, columns["id"], collection)
        if name == "claim":
            built["reference"] = _references(checker, parts["id"], columns["id"])
    built["rejected"] = framing.from_rows(sorted(set(problems)), framing.REJECTED)
    return built


def _documents(checker: Checker, ids: values.Ids) -> dict[str, Column]:
    columns = {
        "id": checker.column("id", values.kebab, required=True),
        "publisher": checker.column("publisher", ids.source("publisher"), required=True),
        "title": checker.column("title", values.text, required=True),
        "url": checker.column("url", values.url, required=True),
        "published": checker.column("published", values.edtf, required=True),
        "language": checker.column("language", ids.language, required=True),
    }
    checker.unique("id", columns["id"], None, "the document")
    checker.unique("url", columns["url"], None, "the address")
    return columns


def _demands(checker: Checker, ids: values.Ids) -> dict[str, Column]:
    column = checker.column
    columns = {
        "id": column("id", values.kebab, required=True),
        "country": column("country", ids.country(), required=True),
        "by_id": column("by", ids.source("source"), required=True),
        "demand": column("demand", ids.word("demand", DEMANDS), required=True),
        "demanded_on": column("demanded_on", values.edtf, nullable=True),
        "addressee": column("addressee", ids.country("addressee"), default="RUS"),
        "response": column("response", ids.word("response", RESPONSES), default="unknown"),
        "responded_on": column("responded_on", values.edtf, nullable=True),
        "note": column("note", values.text, default="", nullable=True, blank=True),
    }
    checker.unique("id", columns["id"], _of(checker), "the demand")
    return columns


def _events(checker: Checker) -> dict[str, Column]:
    column = checker.column
    columns = {
        "id": column("id", values.kebab, required=True),
        "date": column("date", values.edtf, required=True),
        "instrument": column("instrument", values.text, default="", nullable=True, blank=True),
        "what": column("what", values.text, required=True),
        "note": column("note", values.text, default="", nullable=True, blank=True),
    }
    checker.unique("id", columns["id"], _of(checker), "the event")
    return columns


def _of(checker: Checker) -> Codes:
    return np.asarray(checker.table.document, dtype=np.int64)


def _orphans(checker: Checker, documents: Checker, name: str) -> None:
    """Records of a refused document are refused: one row for each that stands in the document,
    one for all that stand in a table (it may hold a million)."""
    orphan = documents.bad[_of(checker)] if len(checker.table) else np.zeros(0, dtype=bool)
    told: set[tuple[int, int]] = set()
    table = checker.table
    for row in np.flatnonzero(orphan & ~checker.bad).tolist():
        checker.bad[row] = True
        document = table.document[row]
        file, line = documents.table.place(document, "")
        in_table = table.files[table.file[row]] != file
        if in_table and (document, table.file[row]) in told:
            continue
        told.add((document, table.file[row]))
        what = "all claims of this table" if in_table else f"this {name}"
        message = f"{what} left out, because the document was rejected ({file}:{line})"
        own = table.coded("id")[row]
        value = "" if in_table or own == ABSENT else str(table.values("id")[own])
        place = table.place(row, "")
        checker.problems.append(Problem(*place, "", "document-rejected", value, message))


def _references(checker: Checker, own: Column, documents: Column) -> pd.DataFrame:
    """The lines of derives_from and part_of, for the errors that only linking finds."""
    table = checker.table
    rows = [
        (
            f"{documents.values[documents.codes[table.document[row]]]}"
            f"/{own.values[own.codes[row]]}",
            key,
            line,
        )
        for (row, key), line in table.places.items()
        if key in ("derives_from", "part_of") and not checker.bad[row]
    ]
    return framing.from_rows(rows, framing.REFERENCE)


def span_columns(column: Column, codes: Codes, prefix: str) -> dict[str, Any]:
    """<prefix>_first and <prefix>_last of a column of dates."""
    spans = [dates.span(value) for value in column.values]
    return {
        f"{prefix}_first": spread(codes, [span.first for span in spans], DATE),
        f"{prefix}_last": spread(codes, [span.last for span in spans], DATE),
    }


def _places(checker: Checker, rows: Codes) -> dict[str, Any]:
    files = np.asarray(checker.table.file, dtype=np.int64)[rows]
    lines = np.asarray(checker.table.line, dtype=np.int64)[rows]
    return {
        "file": spread(files, checker.table.files, TEXT),
        "line": framing.array(lines.tolist(), INT),
    }


def _document_frame(
    checker: Checker, columns: Mapping[str, Column], keep: Any, collection: str
) -> pd.DataFrame:
    rows = np.flatnonzero(keep)
    names = {"id": "document_id", "publisher": "publisher_id"}
    out = {
        names.get(key, key): spread(column.codes[rows], column.values, TEXT)
        for key, column in columns.items()
    }
    out |= span_columns(columns["published"], columns["published"].codes[rows], "published")
    out["collection"] = spread(np.zeros(len(rows), dtype=np.int64), [collection], TEXT)
    return framing.frame(out | _places(checker, rows), framing.DOCUMENT)


_SPANS = {
    "claim": {"since": "since", "as_of": "as_of"},
    "demand": {"demanded_on": "demanded", "responded_on": "responded"},
    "event": {"date": "date"},
}


def _frame(
    checker: Checker, columns: dict[str, Column], name: str, documents: Column, collection: str
) -> pd.DataFrame:
    """The right records as the frame of a kind, in the order of file and line."""
    schema = framing.SCHEMAS[name]
    table = checker.table
    rows = np.flatnonzero(~checker.bad)
    order = {file: rank for rank, file in enumerate(sorted(table.files))}
    ranks = np.asarray([order[file] for file in table.files], dtype=np.int64)
    if len(rows):
        files = ranks[np.asarray(table.file, dtype=np.int64)[rows]]
        rows = rows[np.lexsort((np.asarray(table.line, dtype=np.int64)[rows], files))]
    document = documents.codes[_of(checker)[rows]]
    own = spread(columns["id"].codes[rows], columns["id"].values, TEXT)
    out: dict[str, Any] = {
        "document_id": spread(document, documents.values, TEXT),
        "collection": spread(np.zeros(len(rows), dtype=np.int64), [collection], TEXT),
    }
    prefix = spread(document, [f"{value}/" for value in documents.values], TEXT)
    out[f"{name}_id"] = prefix + own if len(rows) else own
    for key, column in columns.items():
        if key in schema:
            kind = BOOL if schema[key] == BOOL else schema[key]
            out[key] = spread(column.codes[rows], column.values, kind)
    for key, stem in _SPANS[name].items():
        out |= span_columns(columns[key], columns[key].codes[rows], stem)
    return framing.frame(out | _places(checker, rows), schema)
