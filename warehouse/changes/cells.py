"""What rules make of the things counted: answers that changed, and where the method now decides.

A cell is the same while its scope is the same, whatever its id. The answers on a cell that only
one file has follow from claims that came or went, and are not told.
"""

from __future__ import annotations

from warehouse.changes.change import Change, Group, Value
from warehouse.changes.fates import because
from warehouse.changes.records import limited
from warehouse.changes.sides import Row, Sides
from warehouse.changes.words import many
from warehouse.inference.phrasing import listed

SCOPE = ("measure", "unit", "population", "excluding", "basis", "channel", "since")
TOLD = 3  # rules of a cell in a sentence; all of them stand in the values
ALIKE = " AND ".join(f"o.{c} IS NOT DISTINCT FROM n.{c}" for c in SCOPE)
ANSWERS = f"""
SELECT
    n.cell_id, {", ".join(f"n.{c}" for c in SCOPE)}, count(*) OVER () AS n_of_all,
    list({{
        'rule': n.rule, 'name': coalesce(r.name, n.rule),
        'before': {{'low': o.low, 'best': o.best, 'high': o.high}},
        'after': {{'low': n.low, 'best': n.best, 'high': n.high}}
    }} ORDER BY n.rule) AS answers,
    (SELECT count(*) FROM new.rule) AS n_rules
FROM old.reconciled AS o
JOIN new.reconciled AS n ON o.rule = n.rule AND {ALIKE}
LEFT JOIN new.rule AS r ON r.rule = n.rule
WHERE
    o.low IS DISTINCT FROM n.low OR o.best IS DISTINCT FROM n.best
    OR o.high IS DISTINCT FROM n.high
GROUP BY n.cell_id, {", ".join(f"n.{c}" for c in SCOPE)}
ORDER BY len(answers) DESC, n.cell_id
"""
DECIDES = f"""
SELECT n.*, count(*) OVER () AS n_of_all
FROM {{here}}.sensitivity AS n
ANTI JOIN (FROM {{there}}.sensitivity WHERE method_decides) AS o ON {ALIKE}
WHERE n.method_decides
ORDER BY n.ratio DESC NULLS LAST, n.cell_id
"""
# What is on a cell, and went from it: any of it may be why an answer changed.
ON_CELL = f"""
SELECT claim_id
FROM fate
SEMI JOIN (
    SELECT c.claim_id
    FROM new.claim AS c JOIN new.cell AS n USING (cell_id) WHERE n.cell_id = $cell_id
    UNION ALL
    SELECT c.claim_id
    FROM old.claim AS c JOIN old.cell AS o USING (cell_id)
    JOIN new.cell AS n ON {
    ALIKE.replace("o.basis IS NOT DISTINCT FROM n.basis", "o.native = n.native")
} AND o.side = n.side
    WHERE n.cell_id = $cell_id
) AS own USING (claim_id)
ORDER BY claim_id
"""
PLAIN = """
SELECT
    EXISTS (FROM {side}.unit WHERE id = $unit AND inferred) AS unit,
    EXISTS (FROM {side}.channel WHERE id = $channel AND parent IS NULL) AS channel
"""


def cells(sides: Sides, most: int | None) -> list[Group]:
    """Where the method now decides, where it no longer does, and the answers that changed."""
    return [
        _decides(sides, "method_decides", "new", "old", most),
        _decides(sides, "method_agrees", "old", "new", most),
        _answers(sides, most),
    ]


def counted(sides: Sides, side: str, row: Row) -> str:
    """What a cell counts. The unit of bounds goes without saying, and so does a route around which
    nothing lies."""
    (plain,) = sides.rows(PLAIN.format(side=side), {"unit": row["unit"], "channel": row["channel"]})
    unit = "" if plain["unit"] else f"{row['unit']} of "
    without = [sides.name(side, "population", c) for c in row["excluding"].split(",") if c]
    who = sides.name(side, "population", row["population"])
    if without:
        who += f" without {listed(without)}"
    if row["basis"] == "native":
        who += " by birth"
    what = sides.name(side, "measure", row["measure"])
    if not plain["channel"]:
        what += f" through {sides.name(side, 'channel', row['channel'])}"
    return f"{unit}{who}, {what}" + (f" since {row['since']}" if row["since"] else "")


def _decides(sides: Sides, kind: str, here: str, there: str, most: int | None) -> Group:
    found = sides.rows(DECIDES.format(here=here, there=there) + limited(most))
    changes = []
    for row in found:
        what = counted(sides, here, row)
        told = f"{what}: {row['sentence']}."
        if kind == "method_agrees":
            told = f"{what}: the method no longer decides (before: {row['sentence']})."
        changes.append(Change(kind, (row["cell_id"],), told))
    return Group(kind, found[0]["n_of_all"] if found else 0, tuple(changes))


def _answers(sides: Sides, most: int | None) -> Group:
    found = sides.rows(ANSWERS + limited(most))
    changes = []
    for row in found:
        answers = row["answers"]
        told = "; ".join(
            f"{a['name']} {_answer(a['after'])} instead of {_answer(a['before'])}"
            for a in answers[:TOLD]
        )
        more = f"; and {len(answers) - TOLD:,} more" if answers[TOLD:] else ""
        on = [r["claim_id"] for r in sides.rows(ON_CELL, {"cell_id": row["cell_id"]})]
        why = because(sides, on)
        sentence = (
            f"{counted(sides, 'new', row)}: {len(answers):,} of {many(row['n_rules'], 'rule')} "
            f"{'answers' if len(answers) == 1 else 'answer'} otherwise{why.clause}: {told}{more}."
        )
        values = tuple(Value(a["rule"], a["before"], a["after"]) for a in answers)
        changes.append(Change("rule_answers", (row["cell_id"],), sentence, values, why.claims))
    return Group("rule_answers", found[0]["n_of_all"] if found else 0, tuple(changes))


def _answer(numbers: Row) -> str:
    """An answer in words: 1,500; 200 to 9,999, best 500; at least 40; nothing."""
    low, best, high = (numbers[name] for name in ("low", "best", "high"))
    if low is None and high is None:
        return "nothing" if best is None else f"{best:,}"
    if low == high:
        return f"{low:,}"
    ends = f"{low:,} to {high:,}" if None not in (low, high) else ""
    ends = ends or (f"at least {low:,}" if high is None else f"at most {high:,}")
    return ends if best is None else f"{ends}, best {best:,}"
