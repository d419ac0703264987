"""A row of a comparison table in a tree, column by column: what each column means, and its value.

From what a value follows stands in grounds.py.
"""

from __future__ import annotations

from collections.abc import Callable

from warehouse.answers.ids import RowId
from warehouse.answers.row_ids import COLUMNS, COUNTRY, KEYS, OUTCOME, TOTAL
from warehouse.answers.told import rows
from warehouse.answers.tree.claims import claim_node
from warehouse.answers.tree.grounds import GROUNDS, Row
from warehouse.answers.tree.grove import Grove
from warehouse.answers.tree.node import Node, Ref
from warehouse.answers.tree.records import demand

# Of a whole row these are left away: they rest on the same as others that are told.
SAME_GROUNDS = ("spread", "n_roots", "n_witnesses", "low", "high", "point")
COMMENTS = "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = $table"


def row(grove: Grove, asked: RowId) -> Node:
    """A row with all its columns, or the one column that is asked for."""
    found = _table(grove, asked.table)[asked.key]
    about = _ABOUT[asked.table](grove, asked, found)
    if asked.column is not None:
        return _value(grove, asked, found, asked.column, f"{about.title}; ")
    told = [c for c in COLUMNS[asked.table] if c not in SAME_GROUNDS and found[c] is not None]
    values = (_value(grove, asked, found, column) for column in told)
    return Node(
        "row",
        about.title,
        refers_to=Ref(asked.table, asked.key),
        children=(*about.children, *values),
    )


def _table(grove: Grove, table: str) -> dict[str, Row]:
    """The rows of a table by their keys, read once."""
    if table not in grove.kept:
        found = rows(grove.connection, f"SELECT *, {KEYS[table]} AS key FROM {table}")
        grove.kept[table] = {r["key"]: r for r in found}
        comments = grove.connection.execute(COMMENTS, {"table": table}).fetchall()
        grove.kept[f"{table} in words"] = dict(comments)
    rows_of: dict[str, Row] = grove.kept[table]
    return rows_of


def _value(grove: Grove, asked: RowId, found: Row, column: str, of: str = "") -> Node:
    value = found[column]
    number = f"{value:,}" if isinstance(value, int) else value
    return Node(
        "value",
        f"{of}{column}: {'none' if value is None else number}",
        because=grove.kept[f"{asked.table} in words"].get(column) or "",
        refers_to=Ref(asked.table, f"{asked.key}/{column}"),
        children=tuple(GROUNDS[asked.table](grove, found, column)),
    )


def _country(grove: Grove, asked: RowId, found: Row) -> Node:
    return Node("row", f"{found['country_name']}, {found['measure']}")


def _figure(grove: Grove, asked: RowId, found: Row) -> Node:
    node = claim_node(grove, asked.key, "figure")
    return Node("row", node.title, children=(node,))


def _demanded(grove: Grove, asked: RowId, found: Row) -> Node:
    return Node("row", demand(grove, asked.key).title)


_ABOUT: dict[str, Callable[[Grove, RowId, Row], Node]] = {
    COUNTRY: _country, TOTAL: _figure, OUTCOME: _demanded,
}  # fmt: skip
