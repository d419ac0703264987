"""What may stand in a model that Spark runs: a closed list, so that nothing differs in silence.

SAME means the same on both engines as sqlglot writes it, by the tests in tests/warehouse/spark;
what means something else there has a rule in rules.py. Whatever is in neither is an error: compare
it first, then add it.
"""

from __future__ import annotations

from sqlglot import exp

_STRUCTURE = (
    exp.Alias, exp.Column, exp.CTE, exp.DataType, exp.Distinct, exp.From, exp.Group, exp.Having,
    exp.Identifier, exp.Join, exp.Order, exp.Ordered, exp.Paren, exp.Qualify, exp.Select, exp.Star,
    exp.Subquery, exp.Table, exp.TableAlias, exp.Union, exp.Values, exp.Var, exp.Where, exp.Window,
    exp.With,
)  # fmt: skip
_VALUES = (exp.Boolean, exp.Literal, exp.Null)
_LOGIC = (
    exp.And, exp.Or, exp.Not, exp.Between, exp.Case, exp.If, exp.Coalesce, exp.Nullif, exp.Is,
    exp.In, exp.Exists, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ,
    exp.NullSafeNEQ, exp.Greatest, exp.Least,
)  # fmt: skip
_NUMBERS = (exp.Add, exp.Sub, exp.Mul, exp.Neg)
# Capitals of letters that have none of one letter ("ß"), or have one since Unicode 14, differ.
_WORDS = (exp.Left, exp.SHA2, exp.Upper)
_LISTS = (exp.ArrayContains, exp.Explode)
_OVER_ROWS = (exp.Count, exp.Filter, exp.Max, exp.Min, exp.Lead, exp.RowNumber)

SAME: frozenset[type[exp.Expr]] = frozenset(
    (*_STRUCTURE, *_VALUES, *_LOGIC, *_NUMBERS, *_WORDS, *_LISTS, *_OVER_ROWS)
)
