"""What sqlglot is told of types in DuckDB's dialect, where it does not know: tuples, their members
and lists. Rules look at types; see rules.py.
"""

from __future__ import annotations

from typing import Any

from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.optimizer.annotate_types import TypeAnnotator

TEXT = exp.DataType.TEXT_TYPES
INTEGER = exp.DataType.INTEGER_TYPES
_UNKNOWN = exp.DataType.build("UNKNOWN")


def _tuple(annotator: TypeAnnotator, node: exp.Tuple) -> exp.Tuple:
    """A tuple is a struct whose fields have no names."""
    members = [(member.type or _UNKNOWN).copy() for member in node.expressions]
    node.type = exp.DataType(this=exp.DType.STRUCT, expressions=members, nested=True)
    return node


def _bracket(annotator: TypeAnnotator, node: exp.Bracket) -> exp.Bracket:
    """A piece of a text is text; a field of a tuple has its own type."""
    whole, index = node.this.type, node.expressions[0]
    if whole.is_type(*TEXT):
        node.type = whole.copy()
    elif whole.is_type("struct") and index.is_int and int(index.this) < len(whole.expressions):
        node.type = whole.expressions[int(index.this)].copy()
    else:
        annotator._annotate_bracket(node)
    return node


def _first_argument(annotator: TypeAnnotator, node: exp.Expr) -> exp.Expr:
    return annotator._annotate_by_args(node, "this")


TYPES: dict[Any, Any] = {
    **DuckDB.EXPRESSION_METADATA,
    exp.Tuple: {"annotator": _tuple},
    exp.Bracket: {"annotator": _bracket},
    exp.ArgMax: {"annotator": _first_argument},
    exp.ArgMin: {"annotator": _first_argument},
    exp.Left: {"annotator": _first_argument},
    exp.Split: {"returns": exp.DataType.build("ARRAY<TEXT>")},
    exp.Median: {"returns": exp.DType.DOUBLE},
}
