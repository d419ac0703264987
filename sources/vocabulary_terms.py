"""Sides, kinds of evidence and units of a vocabulary: the file terms.yaml, read strictly.

What a claim may say of them is checked in claims.py; what follows from them, in the warehouse.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from sources.entries import Entry, entries, top
from sources.nearest import Suggestions
from sources.problems import Problem, quoted
from sources.yaml_nodes import Node

FILE = "vocabulary/terms.yaml"
LISTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "sides": ("side", ("default", "compared")),
    "evidence": ("kind of evidence", ("default", "floor")),
    "units": ("unit", ("inferred", "countries", "no_count")),
}
"""Each list of the file: what one of its entries is called, and what it may be marked as."""
TEXTS = {"id": True, "what": False}
SIZES = {"units": {"most": False, "most_of_one_country": False}}
"""Above which a figure in a unit is worth a second look: at all, and of one country."""
ONE = {("sides", "default"), ("sides", "compared"), ("evidence", "default"), ("units", "inferred")}
"""Marks that exactly one entry of a list bears."""


@dataclass
class Terms:
    """The entries of the three lists, by id."""

    sides: dict[str, Entry] = field(default_factory=dict)
    evidence: dict[str, Entry] = field(default_factory=dict)
    units: dict[str, Entry] = field(default_factory=dict)

    @property
    def side(self) -> str | None:
        """The side of a claim that names none."""
        return _bearer(self.sides, "default")

    @property
    def known_how(self) -> str | None:
        """The evidence of a claim that names none."""
        return _bearer(self.evidence, "default")

    @property
    def unit(self) -> str | None:
        """The unit of a claim that names none, which is the one that is inferred on."""
        return _bearer(self.units, "inferred")


def _bearer(rows: dict[str, Entry], mark: str) -> str | None:
    """The first entry that bears a mark. Where none does (an error by then), there is none: were
    another taken, claims that name nothing would silently count something else."""
    return next((row.id for row in rows.values() if row.bools[mark]), None)


def read_terms(tree: Node, problems: list[Problem], suggestions: Suggestions) -> Terms:
    """The right entries of the file; every fault is reported."""
    found: dict[str, dict[str, Entry]] = {}
    parts = top(tree, FILE, tuple(LISTS), problems, suggestions)
    for key, (_, marks) in LISTS.items():
        if key not in parts:
            problems.append(Problem(FILE, 1, key, "missing-key", "", f"no list of {key}"))
            continue
        line, node = parts[key]
        faults = len(problems)
        rows = entries(
            node, FILE, problems, suggestions, texts=TEXTS | SIZES.get(key, {}), bools=marks
        )
        found[key] = {row.id: row for row in rows}
        _marked(key, line, rows, problems, whole=len(problems) == faults)
    if "units" in found:
        _units(found["units"].values(), problems)
    return Terms(**found)


def _marked(
    key: str, line: int, rows: list[Entry], problems: list[Problem], *, whole: bool
) -> None:
    """Marks that stand on too many entries of a list, or (where all could be read) on none."""
    what, marks = LISTS[key]
    for mark in marks:
        bearers = [row for row in rows if row.bools[mark]]
        if not bearers and whole and (key, mark) in ONE:
            message = f"no {what} is marked {mark}; expected `{mark}: true` on one of them"
            problems.append(Problem(FILE, line, key, "missing-key", "", message))
        if (key, mark) in ONE or mark == "countries":
            for row in bearers[1:]:
                others = f"{quoted(row.id)} is marked {mark}, as {quoted(bearers[0].id)} is"
                message = f"{others}; expected one {what} alone"
                problems.append(Problem(FILE, row.at(mark), mark, "bad-value", "true", message))


def size(row: Entry, key: str) -> int | None:
    """A whole number of an entry; None where it has none, or what stands there is none."""
    told = row.text[key]
    return int(told) if told is not None and re.fullmatch("[0-9]{1,18}", told) else None


def _units(rows: Collection[Entry], problems: list[Problem]) -> None:
    """A unit that is inferred on, or counts countries, is a count; and not both at once."""
    for row in rows:
        for key in SIZES["units"]:
            told = row.text[key]
            if told is not None and size(row, key) is None:
                message = f"{quoted(told)} is no count; expected a whole number, such as 100000"
                problems.append(Problem(FILE, row.at(key), key, "bad-value", told, message))
        marks = [mark for mark in LISTS["units"][1] if row.bools[mark]]
        if len(marks) > 1:
            message = f"{quoted(row.id)} is marked {' and '.join(marks)}; expected one of them"
            problems.append(Problem(FILE, row.line, marks[1], "bad-value", "true", message))
