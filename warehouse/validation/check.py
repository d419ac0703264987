"""The two words of validation, check and result. No engine, and no check, stands here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]

# Ids kept per failed check: enough to see what is wrong, little enough to read and to store.
MOST_IDS = 100


@dataclass(frozen=True)
class Check:
    """One named question about one table.

    `query` selects the failing rows: the columns that identify a row, then `problem`, which says
    in a word or two what is wrong with it. The table that is checked is `b` in it; other tables
    have their names. Severity `error` is a fault of ours, and keeps a build from being
    published; `warning` asks a person to look.
    """

    name: str
    table: str
    severity: Severity
    description: str
    query: str
    reads: tuple[str, ...] = ()

    @property
    def tables_needed(self) -> tuple[str, ...]:
        """The tables that the query reads, the checked one first."""
        return (self.table, *(t for t in self.reads if t != self.table))


@dataclass(frozen=True)
class Result:
    """What a check found: `failing_ids` holds at most a hundred of the `n_failing` rows.

    An id is the value of a key of one column, or the list of values of a longer key. `because`
    names the problems found, or why the check could not be made; it is empty where it passed.
    """

    check_name: str
    asset: str
    severity: Severity
    passed: bool
    n_failing: int
    failing_ids: list[object]
    n_rows: int
    because: str = ""
