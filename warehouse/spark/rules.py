"""What means something else in Spark than in DuckDB, and how the same is said there.

sqlglot writes the rest. Each rule is given one typed node of DuckDB's dialect, whose parts have
been through the rules already, and returns what stands for it in Spark's; it raises
`Untranslatable` where Spark could not be made to say the same.
"""

from __future__ import annotations

from collections.abc import Callable
from string import Formatter

from sqlglot import exp

from warehouse.spark.errors import Untranslatable
from warehouse.spark.types import INTEGER, TEXT

_SPOKEN = {*TEXT, *INTEGER, exp.DType.BOOLEAN, exp.DType.DATE}
_IN_JSON = {*TEXT, *INTEGER, exp.DType.BOOLEAN}


def refused(node: exp.Expr, why: str) -> Untranslatable:
    """The error that names a piece of SQL, as DuckDB would write it."""
    return Untranslatable(f"{node.sql('duckdb')[:200]}: {why}")


def _call(name: str, *arguments: exp.Expr) -> exp.Expr:
    """A function of Spark's by its name."""
    return exp.Anonymous(this=name, expressions=list(arguments))


def _require(node: exp.Expr, types: set[exp.DType], why: str) -> exp.Expr:
    if isinstance(node, exp.Null):
        return exp.cast(node, "TEXT", copy=False)
    if node.type is None or not node.type.is_type(*types):
        raise refused(node, f"{why}, and this is {node.type.sql() if node.type else 'untyped'}")
    return node


def _text(node: exp.Expr) -> exp.Expr:
    """A value as text: of what both engines write alike, which is not true of fractions."""
    _require(node, _SPOKEN, "only words, whole numbers, truth values and days are written alike")
    return exp.cast(node, "TEXT", copy=False)


def _joined(node: exp.DPipe) -> exp.Expr:
    return exp.DPipe(this=_text(node.this), expression=_text(node.expression), safe=True)


def _cast(node: exp.Cast) -> exp.Expr:
    if not node.to.is_type(*TEXT):
        return node
    value: exp.Expr = node.this
    return value if value.meta.get("json") else _text(value)


def _concat(node: exp.Concat) -> exp.Expr:
    """Of nulls sqlglot takes care: DuckDB's concat leaves them out, Spark's becomes null."""
    node.set("expressions", [_text(part) for part in node.expressions])
    return node


def _format(node: exp.Format) -> exp.Expr:
    """`format`: {} as it is, {:,} with a comma at every third digit; null with any null."""
    if not node.this.is_string:
        raise refused(node, "the template is no literal")
    values = iter(node.expressions)
    said: list[exp.Expr] = []
    for words, field, spec, conversion in Formatter().parse(node.this.this):
        if words:
            said.append(exp.Literal.string(words))
        if field is None:
            continue
        if field or conversion or spec not in ("", ","):
            raise refused(node, "only {} and {:,} are known")
        value = next(values)
        said.append(_grouped(value) if spec else _text(value))
    if not said:
        return exp.Literal.string("")
    return _chain(said)


def _grouped(value: exp.Expr) -> exp.Expr:
    _require(value, set(INTEGER), "{:,} is known of whole numbers")
    return _call("format_number", value, exp.Literal.number(0))


def _chain(said: list[exp.Expr]) -> exp.Expr:
    whole = said[0]
    for part in said[1:]:
        whole = exp.DPipe(this=whole, expression=part, safe=True)
    return exp.Paren(this=whole)


def _json(node: exp.JSONObject) -> exp.Expr:
    """An object with its keys in the order given, and with those whose value is null."""
    members: list[exp.Expr] = []
    for pair in node.expressions:
        value = _require(pair.expression, _IN_JSON, "in JSON only words, whole and truth values")
        members += [pair.this, value]
    keep_nulls = _call("map", exp.Literal.string("ignoreNullFields"), exp.Literal.string("false"))
    written = _call("to_json", _call("named_struct", *members), keep_nulls)
    written.meta["json"] = True
    return written


def _tuple(node: exp.Tuple) -> exp.Expr:
    """A tuple as a struct. A null in it sorts last in DuckDB and first in Spark, so that each field
    has the flag that tells of nulls before it."""
    if isinstance(node.parent, exp.Values):
        return node
    members: list[exp.Expr] = []
    for number, member in enumerate(node.expressions, 1):
        absent = exp.Is(this=member.copy(), expression=exp.Null())
        members += [exp.Literal.string(f"null_{number}"), exp.Paren(this=absent)]
        members += [exp.Literal.string(f"field_{number}"), member]
    return _call("named_struct", *members)


def _bracket(node: exp.Bracket) -> exp.Expr:
    """A piece of a text by code points, or a field of a tuple. sqlglot counts fields from 0."""
    whole, index = node.this, node.expressions[0]
    start = index.this if isinstance(index, exp.Slice) else index
    if not isinstance(start, exp.Literal) or not start.is_int or index.args.get("expression"):
        raise refused(node, "of pieces only [n] and [n:] are known")
    if whole.type is not None and whole.type.is_type("struct") and start is index:
        field = exp.to_identifier(f"field_{int(index.this) + 1}")
        return exp.Dot(this=exp.Paren(this=whole), expression=field)
    _require(whole, set(TEXT), "pieces are known of words and tuples")
    if start is not index:
        if start.this == "0":
            raise refused(node, "words begin at 1")
        return _call("substring", whole, start)
    one = exp.Literal.number(1)
    return _call("substring", whole, exp.Literal.number(int(index.this) + 1), one)


def _extreme(node: exp.ArgMax | exp.ArgMin) -> exp.Expr:
    """DuckDB passes over rows whose answer is null; Spark would answer null."""
    if node.args.get("count"):
        raise refused(node, "the n greatest are not known")
    told = exp.Not(this=exp.Paren(this=exp.Is(this=node.this.copy(), expression=exp.Null())))
    if isinstance(node.parent, exp.Filter):
        where = node.parent.expression
        where.set("this", exp.And(this=exp.Paren(this=where.this), expression=told))
        return node
    return exp.Filter(this=node.copy(), expression=exp.Where(this=told))


def _div(node: exp.Div) -> exp.Expr:
    """A quotient is a fraction, whatever is divided. By 0 it is an error in Spark."""
    sides = (exp.cast(side, "DOUBLE", copy=False) for side in (node.left, node.right))
    return exp.Div(this=next(sides), expression=next(sides), typed=False, safe=False)


def _round(node: exp.Round) -> exp.Expr:
    """DuckDB scales, rounds to whole numbers and scales back; Spark rounds the decimal digits."""
    digits = node.args.get("decimals") or exp.Literal.number(0)
    _require(node.this, {exp.DType.DOUBLE}, "rounding is known of fractions")
    if not digits.is_int or int(digits.this) < 0:
        raise refused(node, "digits are a literal, 0 or more")
    power = exp.cast(exp.Literal.number(10 ** int(digits.this)), "DOUBLE")
    scaled = exp.Mul(this=exp.Paren(this=node.this), expression=power)
    return exp.Div(
        this=exp.Round(this=scaled, decimals=exp.Literal.number(0)),
        expression=power.copy(),
        safe=False,
    )


def _sum(node: exp.Sum) -> exp.Expr:
    """A sum of whole numbers has 128 bits in DuckDB, 64 in Spark. One of fractions depends on the
    order of the rows, on either engine."""
    _require(node.this, set(INTEGER), "sums are known of whole numbers")
    return exp.Sum(this=exp.cast(node.this, "DECIMAL(38, 0)", copy=False))


def _median(node: exp.Median) -> exp.Expr:
    _require(node.this, set(INTEGER), "medians are known of whole numbers")
    return node


def _string_agg(node: exp.GroupConcat) -> exp.Expr:
    if not isinstance(node.this, exp.Order):
        raise refused(node, "without an order it could be any")
    return node


def _split(node: exp.Split) -> exp.Expr:
    if not node.expression.is_string or not node.expression.this:
        raise refused(node, "the separator is no literal")
    return node


def _days(node: exp.DateDiff) -> exp.Expr:
    if node.unit is None or node.unit.name.upper() != "DAY":
        raise refused(node, "only days are known")
    days = {exp.DType.DATE}
    later, earlier = (_require(n, days, "known of days") for n in (node.this, node.expression))
    return exp.cast(_call("datediff", later, earlier), "BIGINT")


def _named(node: exp.Anonymous) -> exp.Expr:
    """What sqlglot knows no name for."""
    if node.name.lower() == "list_has_all":
        whole, part = node.expressions
        missing = _call("size", _call("array_except", part, whole))
        return exp.Paren(this=exp.EQ(this=missing, expression=exp.Literal.number(0)))
    raise refused(node, "nobody has compared this function")


RULES: dict[type[exp.Expr], Callable[..., exp.Expr]] = {
    exp.Anonymous: _named,
    exp.ArgMax: _extreme,
    exp.ArgMin: _extreme,
    exp.Bracket: _bracket,
    exp.Cast: _cast,
    exp.Concat: _concat,
    exp.DateDiff: _days,
    exp.Div: _div,
    exp.DPipe: _joined,
    exp.Format: _format,
    exp.GroupConcat: _string_agg,
    exp.JSONObject: _json,
    exp.Median: _median,
    exp.Round: _round,
    exp.Split: _split,
    exp.Sum: _sum,
    exp.Tuple: _tuple,
}
PARTS: frozenset[type[exp.Expr]] = frozenset({exp.JSONKeyValue, exp.Slice})  # of the above
