"""Cuts a query with recursive tables into what is made one after the other.

Spark's own recursion knows UNION ALL alone and ends after a hundred rounds. Here the first rows and
the rows of a round become two queries, which run.py runs until nothing is added: the same for
UNION and UNION ALL. What a round reads is made once, before it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlglot import exp

from warehouse.spark.errors import Untranslatable


@dataclass(frozen=True)
class Part:
    """A table that is made before what comes after it: `first`, and for a recursive one `more`,
    which reads the rows of the last round as the table `added`.
    """

    name: str
    first: exp.Expr
    more: exp.Expr | None = None
    added: str = ""
    distinct: bool = False


def cut(tree: exp.Expr) -> tuple[list[Part], exp.Expr]:
    """The tables of a query up to its last recursive one, in their order, and what remains of it.

    Raises `Untranslatable` where one is not of the form `first UNION [ALL] more`, in which only
    `more` reads it, and once.
    """
    clauses = [w for w in tree.find_all(exp.With) if w.args.get("recursive")]
    if len(clauses) > 1:
        raise Untranslatable("more than one WITH RECURSIVE")
    if not clauses or not any(map(_is_recursive, clauses[0].expressions)):
        return [], tree
    ctes = list(clauses[0].expressions)
    last = max(n for n, cte in enumerate(ctes) if _is_recursive(cte))
    parts = []
    for cte in ctes[: last + 1]:
        name = f"made.{cte.alias}"
        part = _recursive(cte, name) if _is_recursive(cte) else Part(name, cte.this)
        _rename(tree, cte.alias, name)
        parts.append(part)
        cte.pop()
    clauses[0].set("recursive", False)
    if not clauses[0].expressions:
        clauses[0].pop()
    return parts, tree


def _reads(tree: exp.Expr, name: str) -> list[exp.Table]:
    """Where a table of the WITH clause is read: it stands in no schema, as all others do."""
    return [t for t in tree.find_all(exp.Table) if t.name == name and not t.db]


def _is_recursive(cte: exp.CTE) -> bool:
    return bool(_reads(cte.this, cte.alias))


def _recursive(cte: exp.CTE, name: str) -> Part:
    union = cte.this
    if not isinstance(union, exp.Union) or len(_reads(union.right, cte.alias)) != 1:
        raise Untranslatable(f"{cte.alias}: recursion has the form `first UNION [ALL] more`")
    if _reads(union.left, cte.alias):
        raise Untranslatable(f"{cte.alias}: only what comes after UNION may read it")
    added = f"{name}.added"
    _rename(union.right, cte.alias, added)
    return Part(name, union.left, union.right, added, bool(union.args.get("distinct")))


def _rename(tree: exp.Expr, name: str, view: str) -> None:
    for table in _reads(tree, name):
        table.set("this", exp.to_identifier(view, quoted=True))
