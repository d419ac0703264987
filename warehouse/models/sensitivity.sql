-- How much depends on the method. Numbers count as one where they lie no further apart than one, as
-- do a number printed and what its words allow ("more than 5" begins at 6), or than a tenth, as do
-- two numbers of two digits that stand side by side (10 and 11): that much is rounding, no method.
WITH answer AS (
    SELECT
        cell_id, rule, low, best, high,
        -- A rule that prefers a number and tells no interval allows that number alone.
        coalesce(low, CASE WHEN high IS NULL THEN best END) AS least,
        coalesce(high, CASE WHEN low IS NULL THEN best END) AS most,
        CASE
            WHEN low IS NULL AND high IS NULL THEN format('{:,}', best)
            WHEN low = high THEN format('{:,}', low)
            WHEN high IS NULL THEN format('at least {:,}', low)
            WHEN low IS NULL THEN format('at most {:,}', high)
            ELSE format('{:,} to {:,}', low, high)
        END AS spoken
    FROM reconciled
    WHERE coalesce(low, best, high) IS NOT NULL
),
scope AS (
    SELECT DISTINCT
        cell_id, measure, unit, population, excluding, basis, channel, since, as_of
    FROM reconciled
),
counted AS (
    SELECT c.cell_id, count(*) AS n_claims, count(DISTINCT o.root_claim_id) AS n_roots
    FROM claim AS c
    JOIN origin AS o ON o.claim_id = c.claim_id
    GROUP BY c.cell_id
),
summed AS (
    SELECT
        cell_id,
        count(*) AS n_rules,
        count(best) AS n_best,
        min(best) AS least_best,
        max(best) AS greatest_best,
        min(low) AS least_low,
        max(high) AS greatest_high,
        max(least) AS greatest_least,
        min(most) AS least_most,
        -- A side that a rule leaves open excludes nothing. Intervals of which any two meet have a
        -- number in common, so that the two that lie furthest apart tell of all.
        coalesce(
            max(least) > min(most) + 1 AND max(least) * 10 > min(most) * 11, FALSE
        ) AS apart,
        coalesce(max(best) > min(best) + 1 AND max(best) * 10 > min(best) * 11, FALSE) AS spread
    FROM answer
    GROUP BY cell_id
),
named AS (
    SELECT
        s.cell_id,
        string_agg(a.rule, ',' ORDER BY a.rule) FILTER (a.best = s.least_best)
            AS least_best_rules,
        string_agg(a.rule, ',' ORDER BY a.rule) FILTER (a.best = s.greatest_best)
            AS greatest_best_rules,
        min(a.rule) FILTER (a.best = s.least_best) AS least,
        min(a.rule) FILTER (a.best = s.greatest_best) AS greatest,
        min(a.rule) FILTER (s.apart AND a.most = s.least_most) AS lower_rule,
        min(a.rule) FILTER (s.apart AND a.least = s.greatest_least) AS upper_rule,
        min((a.rule, a.spoken)) FILTER (a.most = s.least_most)[2] AS lower_spoken,
        min((a.rule, a.spoken)) FILTER (a.least = s.greatest_least)[2] AS upper_spoken,
        min((a.rule, a.spoken)) AS only
    FROM summed AS s
    JOIN answer AS a ON a.cell_id = s.cell_id
    GROUP BY s.cell_id
)
SELECT
    s.cell_id,
    p.measure,
    p.unit,
    p.population,
    p.excluding,
    p.basis,
    p.channel,
    p.since,
    p.as_of,
    k.n_claims,
    k.n_roots,
    s.n_rules,
    s.n_best,
    s.least_best,
    n.least_best_rules,
    s.greatest_best,
    n.greatest_best_rules,
    round(s.greatest_best / nullif(s.least_best, 0), 2) AS ratio,
    s.least_low,
    s.greatest_high,
    n.lower_rule,
    n.upper_rule,
    s.spread AS best_decides,
    s.apart OR s.spread AS method_decides,
    CASE
        WHEN s.apart THEN concat(
            n.lower_rule, ' says ', n.lower_spoken, ', ', n.upper_rule, ' ', n.upper_spoken,
            ': the method decides')
        WHEN s.spread THEN format(
            '{} says {:,}, {} {:,}: the method decides',
            n.least, s.least_best, n.greatest, s.greatest_best)
        WHEN s.n_rules = 1 THEN format('only {} answers: {}', n.only[1], n.only[2])
        WHEN s.n_best = 0 THEN format(
            'none of the {} rules that answer prefers a number, and no two exclude each other',
            s.n_rules)
        WHEN s.n_best = 1 THEN format(
            'only {} prefers a number, {:,}, and no two rules exclude each other',
            n.least, s.least_best)
        WHEN s.least_best = s.greatest_best THEN format(
            '{} rules prefer {:,}, and no two exclude each other', s.n_best, s.least_best)
        ELSE format(
            '{} rules prefer numbers from {:,} to {:,}, and no two exclude each other',
            s.n_best, s.least_best, s.greatest_best)
    END AS sentence
FROM summed AS s
JOIN named AS n ON n.cell_id = s.cell_id
JOIN scope AS p ON p.cell_id = s.cell_id
JOIN counted AS k ON k.cell_id = s.cell_id
