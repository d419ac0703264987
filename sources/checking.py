"""The one normaliser: each distinct value of a key is checked once, faults go back to the records.

Which check a key needs is told by its caller; how faults become problems is decided here.
"""

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple

import numpy as np

from sources.columns import ABSENT, Codes, Misshapen, Raw, Table
from sources.problems import Problem, quoted


class Fault(Exception):  # noqa: N818 - a finding about data, not an error of ours
    """A value that is wrong: the rule it breaks, and the message."""

    def __init__(self, rule: str, message: str, value: str = "") -> None:
        super().__init__(message)
        self.rule, self.message, self.value = rule, message, value


class Column(NamedTuple):
    """Normalised values: one code per record into `values`; ABSENT where there is none."""

    codes: Codes
    values: list[Any]


Check = Callable[[Any], Any]


class Checker:
    """Checks a table column by column. `bad` marks the records that have a fault."""

    def __init__(self, table: Table, problems: list[Problem]) -> None:
        self.table = table
        self.problems = problems
        self.seen: set[Problem] = set()
        self.bad = np.zeros(len(table), dtype=bool)
        for row in table.bad | table.void:
            self.bad[row] = True
        self.void = np.zeros(len(table), dtype=bool)
        for row in table.void:
            self.void[row] = True

    def report(self, row: int, key: str, rule: str, value: str, message: str) -> None:
        """A fault of one record; the same fault of an inherited default is reported once."""
        file, line = self.table.place(row, key)
        problem = Problem(file, line, key, rule, value, message)
        self.bad[row] = True
        if problem not in self.seen:
            self.seen.add(problem)
            self.problems.append(problem)

    def column(
        self,
        key: str,
        check: Check,
        *,
        required: bool = False,
        default: Any = None,
        nullable: bool = False,
        blank: bool = False,
        many: bool = False,
    ) -> Column:
        """Check and normalise a key. `nullable`: an explicit null means absent; `blank`: an empty
        text is a value; `many`: the value is a list."""
        codes = self.table.coded(key)
        raws = self.table.values(key)
        values: list[Any] = []
        target = np.full(len(raws) + 1, ABSENT, dtype=np.int64)  # the last one serves ABSENT
        faults: dict[int, Fault] = {}
        known: dict[Hashable, int] = {}
        for code, raw in enumerate(raws):
            try:
                if raw is None and nullable:
                    continue
                value = check(_shaped(raw, key, blank, many))
            except Fault as wrong_value:
                faults[code] = wrong_value
                continue
            target[code] = known.setdefault(value, len(known))
            if len(known) > len(values):
                values.append(value)
        if faults:
            wrong = np.zeros(len(raws) + 1, dtype=bool)
            wrong[list(faults)] = True
            for row in np.flatnonzero(wrong[codes]).tolist():
                code = int(codes[row])
                fault = faults[code]
                value = fault.value or _told(raws[code])
                self.report(row, key, fault.rule, value, fault.message)
        if required:
            for row in np.flatnonzero((codes == ABSENT) & ~self.void).tolist():
                self.report(row, key, "missing-key", "", self._missing(row, key))
        normal = target[codes]
        if default is not None:
            filler = known.get(default)
            if filler is None:
                filler = len(values)
                values.append(default)
            empty = codes == ABSENT
            if None in self.table.distinct[key] and nullable:
                empty |= codes == self.table.distinct[key][None]
            normal = np.where(empty, filler, normal)
        return Column(normal, values)

    def _missing(self, row: int, key: str) -> str:
        defaults = self.table.defaults.get(self.table.document[row])
        nor = f", and the defaults ({defaults}) have none" if defaults else ""
        return f"the key {key} is missing{nor}"

    def together(
        self, columns: list[Column], key: str, check: Callable[..., Any], *, values: bool = True
    ) -> Column:
        """Check each distinct combination of columns once; records with an absent part have none.
        The values of the combination are the arguments of `check`."""
        count = len(self.table)
        combined = np.zeros(count, dtype=np.int64)
        whole = np.ones(count, dtype=bool)
        for column in columns:
            whole &= column.codes != ABSENT
            combined = combined * (len(column.values) + 1) + column.codes + 1
            _, combined = np.unique(combined, return_inverse=True)
        rows = np.flatnonzero(whole)
        result = np.full(count, ABSENT, dtype=np.int64)
        if not len(rows):
            return Column(result, [])
        _, first, inverse = np.unique(combined[rows], return_index=True, return_inverse=True)
        found: list[Any] = []
        target = np.full(len(first), ABSENT, dtype=np.int64)
        faults: dict[int, Fault] = {}
        for code, index in enumerate(rows[first].tolist()):
            try:
                found.append(check(*(column.values[column.codes[index]] for column in columns)))
                target[code] = len(found) - 1
            except Fault as wrong_value:
                faults[code] = wrong_value
        result[rows] = target[inverse]
        if faults:
            wrong = np.zeros(len(first), dtype=bool)
            wrong[list(faults)] = True
            for at in np.flatnonzero(wrong[inverse]).tolist():
                fault = faults[int(inverse[at])]
                self.report(int(rows[at]), key, fault.rule, fault.value, fault.message)
        return Column(result, found)

    def unique(self, key: str, ids: Column, within: Codes | None, what: str) -> None:
        """Report every record whose id an earlier one has (in the same document, if `within`)."""
        import pandas as pd

        rows = np.flatnonzero(ids.codes != ABSENT)
        group = (
            ids.codes[rows] if within is None else within[rows] * len(ids.values) + ids.codes[rows]
        )
        later = pd.Series(group).duplicated().to_numpy()
        if not later.any():
            return
        first: dict[int, int] = {}
        repeated = set(group[later].tolist())
        for row, number in zip(rows.tolist(), group.tolist(), strict=True):
            if number not in repeated:
                continue
            if number not in first:
                first[number] = row
                continue
            value = ids.values[ids.codes[row]]
            file, line = self.table.place(first[number], key)
            message = f"{what} {quoted(value)} stands twice (first in {file}:{line})"
            self.report(row, key, f"duplicate-{key}", str(value), message)


def _told(raw: Raw) -> str:
    if isinstance(raw, tuple):
        return "[" + ", ".join("null" if item is None else item for item in raw) + "]"
    return "" if raw is None or isinstance(raw, Misshapen) else raw


def _shaped(raw: Raw, key: str, blank: bool, many: bool) -> Any:
    """The value, if it has the shape its key needs."""
    if isinstance(raw, Misshapen):
        raise Fault("bad-shape", f"expected {'a list' if many else 'a text'}, found {raw.shape}")
    if many:
        if isinstance(raw, tuple):
            return raw
        found = "nothing" if raw is None else f"the text {quoted(raw)}"
        raise Fault("bad-shape", f"expected a list, found {found}")
    if isinstance(raw, tuple):
        raise Fault("bad-shape", "expected a text, found a list")
    if raw is None or (not raw.strip() and not blank):
        raise Fault("empty-value", f"the value of {key} is empty")
    return raw
