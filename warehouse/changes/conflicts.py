"""Contradictions opened and closed: one is the same while its set of root claims is the same.

Pairs in which a side only repeats another figure, or which merely may contradict, are counted.
"""

from __future__ import annotations

from warehouse.changes.change import Change, Group, Value
from warehouse.changes.fates import because
from warehouse.changes.records import limited
from warehouse.changes.sides import Row, Sides
from warehouse.changes.words import many

SETS = """
SELECT c.*, list(m.claim_id ORDER BY m.claim_id) AS roots
FROM {side}.conflict AS c
JOIN {side}.conflict_claim AS m ON m.conflict_id = c.conflict_id AND m.role <> 'retelling'
GROUP BY ALL
"""
ONE_SIDED = """
WITH here AS ({here}), there AS ({there})
SELECT here.*, count(*) OVER () AS n_of_all
FROM here ANTI JOIN there USING (roots)
ORDER BY size, excess DESC, conflict_id
"""
OTHERWISE = """
WITH before AS ({old}), after AS ({new})
SELECT after.*, before.excess AS was, count(*) OVER () AS n_of_all
FROM before JOIN after USING (roots)
WHERE before.excess <> after.excess
ORDER BY abs(after.excess - before.excess) DESC, conflict_id
"""
PAIRS = """
WITH pair AS (
    SELECT
        least(x.claim_a, x.claim_b) AS one, greatest(x.claim_a, x.claim_b) AS other, x.verdict,
        a.hops > 0 OR b.hops > 0 AS retold
    FROM {side}.comparison AS x
    JOIN {side}.origin AS a ON a.claim_id = x.claim_a
    JOIN {side}.origin AS b ON b.claim_id = x.claim_b
    WHERE x.verdict = 'possible' OR (x.verdict = 'contradict' AND (a.hops > 0 OR b.hops > 0))
)
FROM pair
"""
COUNTED = """
WITH old_pair AS ({old}), new_pair AS ({new})
SELECT
    verdict, retold,
    (
        SELECT count(*) FROM new_pair AS n ANTI JOIN old_pair USING (one, other, verdict, retold)
        WHERE n.verdict = k.verdict AND n.retold = k.retold
    ) AS come,
    (
        SELECT count(*) FROM old_pair AS o ANTI JOIN new_pair USING (one, other, verdict, retold)
        WHERE o.verdict = k.verdict AND o.retold = k.retold
    ) AS gone
FROM (VALUES ('contradict', true), ('possible', false), ('possible', true)) AS k (verdict, retold)
"""
ADJECTIVES = {"contradict": "contradictory", "possible": "possibly contradictory"}


def conflicts(sides: Sides, most: int | None) -> list[Group]:
    """Contradictions opened, closed and by another amount, and the counts of pairs."""
    return [
        _one_sided(sides, "conflict_opened", "new", "old", most),
        _one_sided(sides, "conflict_closed", "old", "new", most),
        _otherwise(sides, most),
        _pairs(sides),
    ]


def _one_sided(sides: Sides, kind: str, here: str, there: str, most: int | None) -> Group:
    query = ONE_SIDED.format(here=SETS.format(side=here), there=SETS.format(side=there))
    found = sides.rows(query + limited(most))
    verb = "Opened" if here == "new" else "Closed"
    changes = []
    for row in found:
        why = because(sides, row["roots"])
        told = f"{verb}{why.by_id}: {row['statement']}"
        subjects = (row["conflict_id"], *row["roots"])
        changes.append(Change(kind, subjects, told, because=why.claims))
    return Group(kind, _n(found), tuple(changes))


def _otherwise(sides: Sides, most: int | None) -> Group:
    query = OTHERWISE.format(old=SETS.format(side="old"), new=SETS.format(side="new"))
    found = sides.rows(query + limited(most))
    changes = []
    for row in found:
        why = because(sides, row["roots"])
        told = f"By {row['excess']:,} instead of {row['was']:,}{why.by_id}: {row['statement']}"
        excess = Value("excess", row["was"], row["excess"])
        subjects = (row["conflict_id"], *row["roots"])
        changes.append(Change("conflict_revised", subjects, told, (excess,), why.claims))
    return Group("conflict_revised", _n(found), tuple(changes))


def _n(found: list[Row]) -> int:
    return int(found[0]["n_of_all"]) if found else 0


def _pairs(sides: Sides) -> Group:
    found = sides.rows(COUNTED.format(old=PAIRS.format(side="old"), new=PAIRS.format(side="new")))
    changes = [_counted(row) for row in found if row["come"] or row["gone"]]
    return Group("pairs", len(changes), tuple(changes))


def _counted(row: Row) -> Change:
    which = "in which a side only repeats a figure" if row["retold"] else "between roots"
    pair = f"{ADJECTIVES[row['verdict']]} pair"
    ends = [
        f"{many(row[n], pair)} {word}"
        for n, word in (("come", "more"), ("gone", "fewer"))
        if row[n]
    ]
    of = f"{row['verdict']}, {'with a retelling' if row['retold'] else 'roots'}"
    value = Value(of, row["gone"], row["come"])
    return Change("pairs", (), f"{' and '.join(ends)}, {which}.", (value,))
