"""Which bounds moved, in SQL: per measure, population, evidence and side its latest day, and on how
many days. Those that moved alike on their latest day, resting on the same claims, are one row.

Compared are the days that both files speak of. A file speaks of the last day of every period in
it, so the other may lack a day: there the low alone is compared, with what followed by the latest
day before, for people once counted stay counted; a stock speaks of no other day. What limits a
number from above on a day in between cannot be told. A band that a file does not list says
nothing: from 0, without a limit. How moves are told stands in bounds.py.
"""

from __future__ import annotations

# Reads the temporary table `fate`.
MOVES = """
WITH old_day AS (SELECT DISTINCT as_of FROM old.bound),
new_day AS (SELECT DISTINCT as_of FROM new.bound),
stock AS (
    SELECT id FROM old.measure WHERE kind = 'stock'
    UNION
    SELECT id FROM new.measure WHERE kind = 'stock'
),
shared AS (
    SELECT
        measure, population, as_of, evidence_used, as_of AS old_as_of, as_of AS new_as_of,
        coalesce(o.low, 0) AS old_low, coalesce(n.low, 0) AS new_low,
        o.high AS old_high, n.high AS new_high
    FROM old.bound AS o
    FULL JOIN new.bound AS n USING (measure, population, as_of, evidence_used)
    WHERE
        as_of IN (FROM old_day) AND as_of IN (FROM new_day)
        AND (coalesce(o.low, 0) <> coalesce(n.low, 0) OR o.high IS DISTINCT FROM n.high)
),
band AS (
    SELECT measure, population, evidence_used FROM old.bound
    UNION
    SELECT measure, population, evidence_used FROM new.bound
),
new_listed AS (
    SELECT b.measure, b.population, b.evidence_used, d.as_of, coalesce(n.low, 0) AS low
    FROM band AS b
    CROSS JOIN (FROM new_day ANTI JOIN old_day USING (as_of)) AS d
    LEFT JOIN new.bound AS n
        ON n.measure = b.measure AND n.population = b.population
        AND n.evidence_used = b.evidence_used AND n.as_of = d.as_of
),
old_listed AS (
    SELECT b.measure, b.population, b.evidence_used, d.as_of, coalesce(o.low, 0) AS low
    FROM band AS b
    CROSS JOIN (FROM old_day ANTI JOIN new_day USING (as_of)) AS d
    LEFT JOIN old.bound AS o
        ON o.measure = b.measure AND o.population = b.population
        AND o.evidence_used = b.evidence_used AND o.as_of = d.as_of
),
new_alone AS (
    SELECT
        n.measure, n.population, n.as_of, n.evidence_used, o.as_of AS old_as_of,
        n.as_of AS new_as_of, coalesce(o.low, 0) AS old_low, n.low AS new_low
    FROM new_listed AS n
    ASOF LEFT JOIN (FROM old.bound WHERE measure NOT IN (FROM stock)) AS o
        ON n.measure = o.measure AND n.population = o.population
        AND n.evidence_used = o.evidence_used AND n.as_of >= o.as_of
),
old_alone AS (
    SELECT
        o.measure, o.population, o.as_of, o.evidence_used, o.as_of AS old_as_of,
        n.as_of AS new_as_of, o.low AS old_low, coalesce(n.low, 0) AS new_low
    FROM old_listed AS o
    ASOF LEFT JOIN (FROM new.bound WHERE measure NOT IN (FROM stock)) AS n
        ON o.measure = n.measure AND o.population = n.population
        AND o.evidence_used = n.evidence_used AND o.as_of >= n.as_of
),
low AS (
    SELECT * EXCLUDE (old_high, new_high) FROM shared
    UNION ALL BY NAME
    FROM new_alone
    UNION ALL BY NAME
    FROM old_alone
),
move AS (
    SELECT * EXCLUDE (old_low, new_low), 'low' AS side, old_low AS before, new_low AS after
    FROM low
    WHERE old_low <> new_low
    UNION ALL BY NAME
    SELECT
        * EXCLUDE (old_low, new_low, old_high, new_high),
        'high' AS side, old_high AS before, new_high AS after
    FROM shared
    WHERE old_high IS DISTINCT FROM new_high
),
latest AS (
    SELECT *, count(*) OVER days AS n_days, min(as_of) OVER days AS first_day
    FROM move
    WINDOW days AS (PARTITION BY measure, population, evidence_used, side)
    QUALIFY as_of = max(as_of) OVER days
),
-- An empty list, and not null, where a side rests on nothing: rows are grouped by it.
resting AS (
    SELECT
        l.*,
        coalesce((
            SELECT list(c.claim_id ORDER BY c.claim_id)
            FROM old.bound_claim AS c
            WHERE
                c.measure = l.measure AND c.population = l.population
                AND c.evidence_used = l.evidence_used AND c.side = l.side AND c.as_of = l.old_as_of
        ), []) AS old_claims,
        coalesce((
            SELECT list(c.claim_id ORDER BY c.claim_id)
            FROM new.bound_claim AS c
            WHERE
                c.measure = l.measure AND c.population = l.population
                AND c.evidence_used = l.evidence_used AND c.side = l.side AND c.as_of = l.new_as_of
        ), []) AS new_claims
    FROM latest AS l
),
-- The claims that changed, by what they count: a bound on just that comes first.
counted AS (
    SELECT DISTINCT c.measure, c.population
    FROM old.claim AS c SEMI JOIN fate USING (claim_id)
    UNION
    SELECT DISTINCT c.measure, c.population
    FROM new.claim AS c SEMI JOIN fate USING (claim_id)
)
SELECT
    r.evidence_used, r.side, r.before, r.after, r.as_of, r.old_claims, r.new_claims,
    list(
        {'measure': r.measure, 'population': r.population}
        ORDER BY c.population IS NULL, p.kind <> 'country', r.measure, r.population
    ) AS bounds,
    max(r.n_days) AS n_days, min(r.first_day) AS first_day, count(c.population) > 0 AS own,
    count(*) OVER () AS n_of_all
FROM resting AS r
LEFT JOIN counted AS c ON c.measure = r.measure AND c.population = r.population
LEFT JOIN (
    SELECT id, any_value(kind) AS kind
    FROM (SELECT id, kind FROM old.population UNION SELECT id, kind FROM new.population)
    GROUP BY id
) AS p ON p.id = r.population
GROUP BY r.evidence_used, r.side, r.before, r.after, r.as_of, r.old_claims, r.new_claims
ORDER BY
    own DESC, (r.before IS NULL OR r.after IS NULL) DESC, abs(r.after - r.before) DESC,
    r.evidence_used, r.side, bounds
"""
