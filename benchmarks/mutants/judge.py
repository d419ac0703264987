"""Whether what is said of a changed catalog is right, and how it is right.

Right is: everything reads as before; or the changed record reads otherwise and no other does; or an
error names the file and the line of the change, and whatever is missing is accounted for by an
error of its own. "The line" is a line of the change. Where a key was taken out, or the change lets
a record end elsewhere, it is the record that it stood in, or the one beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from benchmarks.mutants.edit import Edit
from benchmarks.mutants.read import KINDS, Catalog, Key, Reading, Row
from sources.problems import Problem

SAME = "reads the same"
WRITTEN = "reads differently, as written"
LINE = "refused at its line"
RECORD = "refused at its record or the one beside it"
REFERRED = "refused where it is referred to"
ELSEWHERE = "refused elsewhere"
WRONG = "wrong"
OUTCOMES = (SAME, WRITTEN, LINE, RECORD, REFERRED, ELSEWHERE, WRONG)
LONGEST = 1.0  # seconds of one core

READING = {"low", "high", "point", "qualifier", "hedged"}
ANY = {
    "id", "document", "defaults", "claims", "demands", "events", "table", "measures", "disjoint",
    "beginning", "sides", "evidence", "units", "default", "compared", "inferred", "countries",
    "members", "inside", "except", "no_count", "derives_from",
}  # fmt: skip
COLUMNS = {
    "claimant": {"claimant_id"},
    "publisher": {"publisher_id"},
    "by": {"by_id"},
    "says": {"says"} | READING,
    "unit": {"unit"} | READING,
    "language": {"language"} | READING,
    "reads": set[str](),
    **{
        key: {key, f"{key.removesuffix('_on')}_first", f"{key.removesuffix('_on')}_last"}
        for key in ("since", "as_of", "published", "demanded_on", "responded_on", "date")
    },
}
WHOLE = {
    "bad-yaml", "duplicate-key", "not-utf-8", "bad-character", "empty-file", "too-large", "bad-csv",
    "table-rejected", "bad-shape", "missing-file", "unknown-key", "missing-key", "bad-value",
    "outside-catalog", "unreadable", "not-a-file",
}  # fmt: skip
"""Rules by which a file, or a list of it, can be refused as a whole."""
DEFAULTED = {"unit", "side", "evidence", "channel"} | READING


@dataclass
class Tally:
    """How many edits of each kind came out how, and what was not right."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0


def judge(catalog: Catalog, edit: Edit, now: Reading) -> tuple[str, str]:
    """The outcome of an edit, and why it is wrong or elsewhere, where it is."""
    base = catalog.base.rows
    changed = {
        key for key in base.keys() | now.rows.keys() if not _alike(base.get(key), now.rows.get(key))
    }
    touched = _touched(catalog, edit)
    outside = {key for key in changed if not _allowed(catalog, edit, key, touched, now)}
    if not now.problems:
        return _silent(catalog, edit, now, changed, outside)
    for key in sorted(outside):
        if key in base and _follows(catalog, edit, base[key], now.rows.get(key)):
            continue
        if key not in base or not _explained(catalog, edit, key, now.problems):
            return WRONG, f"{key} changed, and no error accounts for it"
    named = _named(catalog, edit, now.problems)
    if not named and any(_inherited(base, p, touched) for p in now.problems):
        named = RECORD
    if named:
        return named, ""
    if all(_refers(catalog, edit, problem, now) for problem in now.problems):
        return REFERRED, ""
    return ELSEWHERE, f"errors at {[f'{p.file}:{p.line} {p.message}' for p in now.problems[:3]]}"


def _inherited(base: dict[Key, Row], problem: Problem, touched: set[Key]) -> bool:
    """Whether an error is that of a record which lacks what it had from the changed defaults."""
    places = {(base[key].get("file"), base[key].get("line")) for key in touched}
    return problem.rule == "missing-key" and (problem.file, problem.line) in places


def _refers(catalog: Catalog, edit: Edit, problem: Problem, now: Reading) -> bool:
    """Whether an error is that of a reference to what stood in the changed lines, or of a record
    that such an error takes along."""
    lines = catalog.data(edit.file).decode().split("\n")[edit.old[0] - 1 : edit.old[1]]
    before = "\n".join(lines)
    return (
        problem.rule == "document-rejected"
        or (problem.value != "" and problem.value.rpartition("/")[2] in before)
        or (("claim", problem.value) in catalog.base.rows.keys() - now.rows.keys())
    )


def _alike(one: Row | None, other: Row | None) -> bool:
    if one is other:
        return True
    if one is None or other is None:
        return False
    return {**one, "line": 0} == {**other, "line": 0}


def _touched(catalog: Catalog, edit: Edit) -> set[Key]:
    """The records in whose lines an edit stands, and all that a document or its defaults carry."""
    first, last = max(edit.old[0] - 1, 1), edit.old[1]
    found: set[Key] = set()
    documents: set[str] = set()
    for key, row in catalog.base.rows.items():
        if row.get("file") == edit.file:
            start, end = catalog.extent(edit.file, row["line"])
            if start <= last and first <= end:
                found.add(key)
    header = edit.file.endswith(".yaml") and any(
        catalog.header(edit.file, line)
        for line in range(first, min(last, catalog.last[edit.file]) + 1)
    )
    if header:  # document, defaults, table, or the name of a list: all of the file's records
        for key, row in catalog.base.rows.items():
            if key[0] == "document" and row["file"] == edit.file:
                documents.add(key[1])
            if row.get("file") == edit.file and key[0] in KINDS:
                found.add(key)
    found |= {k for k, row in catalog.base.rows.items() if row.get("document_id") in documents}
    return found


def _allowed(catalog: Catalog, edit: Edit, key: Key, touched: set[Key], now: Reading) -> bool:
    """Whether a record may read otherwise without an error of its own."""
    if key in touched:
        return True
    if key[0] not in KINDS:  # the vocabulary: its entries depend on one another
        return edit.file.startswith("vocabulary/")
    if key in catalog.base.rows:
        return False
    row = now.rows[key]  # a new record, in the lines of the edit
    start, end = _window(catalog, edit)
    return bool(row["file"] == edit.file and start <= row["line"] <= end) or (
        (key[0], row.get("document_id")) not in catalog.base.rows
        and ("document", row.get("document_id")) not in catalog.base.rows
        and bool(touched)
    )


def _window(catalog: Catalog, edit: Edit) -> tuple[int, int]:
    """The lines, of the changed file, of the records that an edit stands in or beside."""
    more = edit.data.count(b"\n") - catalog.data(edit.file).count(b"\n")
    start, _ = catalog.extent(edit.file, max(edit.old[0] - 1, 1))
    _, end = catalog.extent(edit.file, edit.old[1] + 1)
    return start, end + 1 + max(more, 0)


def _silent(
    catalog: Catalog, edit: Edit, now: Reading, changed: set[Key], outside: set[Key]
) -> tuple[str, str]:
    base = catalog.base.rows
    for key in sorted(outside):
        if key in base and _follows(catalog, edit, base[key], now.rows.get(key)):
            continue
        return WRONG, f"{key} changed silently"
    if not changed:
        return SAME, ""
    gone = [key for key in changed if key not in now.rows and key[0] in KINDS]
    come = [key for key in changed if key not in base and key[0] in KINDS]
    if len(gone) > len(come) and not edit.fewer:
        return WRONG, f"{sorted(gone)} gone without a word"
    if edit.keys is not None and not edit.keys & ANY:
        may = {column for name in edit.keys for column in COLUMNS.get(name, {name})}
        for key in sorted(changed - set(gone) - set(come)):
            if key[0] in KINDS and (more := _differing(base[key], now.rows[key]) - may):
                return WRONG, f"{sorted(more)} of {key} changed with {sorted(edit.keys)}"
    return WRITTEN, ""


def _differing(one: Row, other: Row) -> set[str]:
    return {name for name in one if name != "line" and one[name] != other[name]}


def _follows(catalog: Catalog, edit: Edit, before: Row, after: Row | None) -> bool:
    """Whether a record differs only in that what it leaves unsaid has another name by now."""
    if after is None or not edit.file.startswith("vocabulary/"):
        return False
    differing = _differing(before, after)
    known = catalog.base.rows
    return differing <= DEFAULTED and not any(
        (name, after[name]) in known for name in differing - READING
    )


def _explained(catalog: Catalog, edit: Edit, key: Key, problems: list[Problem]) -> bool:
    """Whether an error accounts for what became of a record outside the edit."""
    row = catalog.base.rows[key]
    file = row["file"]
    start, end = catalog.extent(file, row["line"])
    if file == edit.file:
        more = edit.data.count(b"\n") - catalog.data(file).count(b"\n")
        start, end = start + min(more, 0), end + max(more, 0)
    home = catalog.base.rows.get(("document", row.get("document_id", "")), row)["file"]
    own = key[1].partition("/")[2]
    return any(
        (problem.file in (file, home) and problem.rule in WHOLE)
        or (problem.file == file and start <= problem.line <= end)
        or (problem.file == file and file.endswith(".csv") and problem.rule == "document-rejected")
        or (problem.file == home and catalog.header(home, problem.line))
        or (problem.rule == "document-rejected" and problem.value in (own, key[1]))
        for problem in problems
    )


def _named(catalog: Catalog, edit: Edit, problems: list[Problem]) -> str:
    """Whether an error names the lines of an edit, or the record it stands in."""
    first, last = edit.new
    start, end = _window(catalog, edit)
    start = min(start, max(edit.old[0] - 1, 1))
    nearly = False
    for problem in problems:
        lines = [int(n) for n in re.findall(rf"{re.escape(edit.file)}:(\d+)", problem.message)]
        if problem.file == edit.file:
            lines.append(problem.line)
            lines += [int(n) for n in re.findall(r"\bline (\d+)", problem.message)]
        if any(first <= line <= last for line in lines):
            return LINE
        nearly |= any(start <= line <= end for line in lines)
    return RECORD if nearly else ""
