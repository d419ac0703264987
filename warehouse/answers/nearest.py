"""Which measure or population was meant by a word that is the id of none.

Short codes differ by slips of the finger, so slips are counted; claim ids are long and are compared
in ids.py by what they share.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

# Ids that claims use come first: of two that are equally near, the one that somebody counts.
IDS = """
SELECT t.id, t.name
FROM "{table}" AS t
ORDER BY t.id NOT IN (SELECT {table} FROM claim), t.id
"""


def unknown(
    connection: duckdb.DuckDBPyConnection, measure: str | None, population: str | None
) -> str | None:
    """What is wrong with a measure or population that the warehouse does not hold, and the nearest;
    None where nothing is."""
    for table, typed in (("measure", measure), ("population", population)):
        names = dict(connection.execute(IDS.format(table=table)).fetchall())
        if typed is not None and typed not in names:
            near = nearest(typed, names)
            hint = f"; did you mean {near!r}?" if near else ""
            return f"unknown {table} {typed!r}: expected an id of the table {table}{hint}"
    return None


def nearest(typed: str, names: Mapping[str, str]) -> str | None:
    """The id (a key) that is fewest slips away by itself or by its name, whatever the case.

    Ties: the same letters in another order, then the order of the mapping. None where more than
    half of what was typed would have to change.
    """
    best: tuple[int, bool, int] | None = None
    found: str | None = None
    word = typed.casefold()
    for place, (key, name) in enumerate(names.items()):
        for other in (key.casefold(), name.casefold()):
            rank = (slips(word, other), sorted(word) != sorted(other), place)
            if best is None or rank < best:
                best, found = rank, key
    return found if best is not None and best[0] <= len(word) / 2 else None


def slips(a: str, b: str) -> int:
    """How many letters must be put in, left out, changed or swapped with their neighbour to make b
    of a (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
