"""Counts by country that changed: how many claims, who says least, who says most."""

from __future__ import annotations

from warehouse.changes.change import Change, Group, Value
from warehouse.changes.records import limited
from warehouse.changes.sides import Row, Sides
from warehouse.changes.words import many, turned

COLUMNS = {"n_claims": "claims", "lowest": "least", "highest": "most"}
COUNTRIES = """
SELECT o AS before, n AS after, count(*) OVER () AS n_of_all
FROM old.comparison_by_country AS o
FULL JOIN new.comparison_by_country AS n USING (population, measure)
WHERE
    o.n_claims IS DISTINCT FROM n.n_claims OR o.lowest IS DISTINCT FROM n.lowest
    OR o.highest IS DISTINCT FROM n.highest
ORDER BY
    o.population IS NOT NULL AND n.population IS NOT NULL,
    abs(n.highest - o.highest) + abs(n.lowest - o.lowest) DESC,
    coalesce(n.highest, o.highest) DESC, population, measure
"""


def countries(sides: Sides, most: int | None) -> list[Group]:
    """Countries and measures, new and gone ones first, then those that changed most."""
    found = sides.rows(COUNTRIES + limited(most))
    n = found[0]["n_of_all"] if found else 0
    return [Group("country", n, tuple(_change(sides, r["before"], r["after"]) for r in found))]


def _change(sides: Sides, before: Row | None, after: Row | None) -> Change:
    before, after = before or {}, after or {}
    row, side = (after, "new") if after.get("measure") else (before, "old")
    differing = [
        Value(called, before.get(c), after.get(c))
        for c, called in COLUMNS.items()
        if before.get(c) != after.get(c)
    ]
    name = f"{row['country_name']}, {sides.name(side, 'measure', row['measure'])}"
    subject = f"{row['population']}/{row['measure']}"
    span = f"{many(row['n_claims'], 'claim')}, least {row['lowest']:,}, most {row['highest']:,}"
    if not before.get("measure"):
        told = f"{name}: counted for the first time, {span}."
    elif not after.get("measure"):
        told = f"{name}: no longer counted (before: {span})."
    else:
        told = f"{name}: {turned(differing)}."
    return Change("country", (subject,), told, tuple(differing))
