"""Translates a query of DuckDB's dialect into Spark's: what to run, in which order.

How each piece is said stands in rules.py, how recursion is cut apart in recursion.py; nothing is
run here, and pyspark is not needed.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify
from sqlglot.schema import Schema

from warehouse.model import MAIN
from warehouse.spark.known import SAME
from warehouse.spark.recursion import Part, cut
from warehouse.spark.rules import PARTS, RULES, refused
from warehouse.spark.types import TYPES


@dataclass(frozen=True)
class Table:
    """A table that a script makes first: the rows of `first`; where there is `more`, also those
    that come of it, over and over, until none does. `more` reads the rows of the last round as the
    view `added`; with `distinct` only rows count that are not there yet.
    """

    name: str
    first: str
    more: str | None = None
    added: str = ""
    distinct: bool = False


@dataclass(frozen=True)
class Script:
    """The tables to make, in their order, and the query of Spark's that reads them."""

    tables: tuple[Table, ...]
    query: str


def translate(sql: str, schema: Schema) -> Script:
    """The script for a query of DuckDB's dialect over the tables of `schema`.

    A table is read as a view of its name: `claim`, or `catalog.claim` in one word.

    Raises `Untranslatable` where the query uses what has no rule and is not known to be the same,
    sqlglot's own errors where it is no query on those tables.
    """
    tree = sqlglot.parse_one(sql, read="duckdb")
    tree = qualify(tree, schema=schema, dialect="duckdb", db=MAIN)
    tree = annotate_types(tree, schema=schema, expression_metadata=TYPES, dialect="duckdb")
    _apply_rules(tree)
    parts, rest = cut(tree)
    return Script(tuple(map(_table, parts)), _written(rest))


def _apply_rules(tree: exp.Expr) -> None:
    """Apply the rules, parts before wholes; a rule sees the types of DuckDB's expressions."""
    for node in reversed(list(tree.walk())):
        if rule := RULES.get(type(node)):
            made = rule(node)
            if made is not node:
                made.type = node.type
                node.replace(made)
        elif type(node) not in SAME | PARTS:
            raise refused(node, f"nobody has compared {type(node).__name__} on both engines")


def _name_views(tree: exp.Expr) -> None:
    """Views of Spark's stand in no schema."""
    for table in tree.find_all(exp.Table):
        if table.db:
            name = table.name if table.db == MAIN else f"{table.db}.{table.name}"
            table.set("this", exp.to_identifier(name, quoted=True))
            table.set("db", None)
    for cte in tree.find_all(exp.CTE):
        cte.set("materialized", None)  # a hint to DuckDB


def _table(part: Part) -> Table:
    more = _written(part.more) if part.more else None
    return Table(part.name, _written(part.first), more, part.added, part.distinct)


def _written(tree: exp.Expr) -> str:
    _name_views(tree)
    return tree.sql(
        "spark", identify=True, comments=False, unsupported_level=sqlglot.ErrorLevel.RAISE
    )
