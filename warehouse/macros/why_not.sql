-- Which dimensions keep two claims from being compared. No row: they can be compared.
-- a_in_b: everyone counted by a is, in this dimension, counted by b; b_in_a: the other way round.
-- A comparison needs one of the two to hold in every dimension. alone: there is a direction in which
-- every other dimension holds, so that this one difference forbids the comparison.
CREATE OR REPLACE MACRO why_not(a, b) AS TABLE
WITH one AS (
    SELECT
        c.*, o.root_document_id, p.kind = 'all_countries' AS is_foreign, u.is_count, s.compared,
        coalesce(c.as_of_first, DATE '0001-01-01') AS day_first,
        coalesce(c.as_of_last, DATE '9999-12-31') AS day_last
    FROM claim AS c
    JOIN origin AS o ON o.claim_id = c.claim_id
    JOIN population AS p ON p.id = c.population
    JOIN unit AS u ON u.id = c.unit
    JOIN side AS s ON s.id = c.side
),
pair AS (
    SELECT
        x AS x, y AS y,
        x.document_id = y.document_id OR x.root_document_id = y.root_document_id AS one_document
    FROM one AS x
    CROSS JOIN one AS y
    WHERE x.claim_id = a AND y.claim_id = b
),
nested AS (
    SELECT
        w.inner_id = x.measure AND w.outer_id = y.measure AS a_in_b,
        w.inner_id = y.measure AND w.outer_id = x.measure AS b_in_a
    FROM pair
    JOIN measure_within AS w
        ON w.inner_id IN (x.measure, y.measure) AND w.outer_id IN (x.measure, y.measure)
    WHERE x.kind <> 'none' AND y.kind <> 'none'
),
dimension AS (
    SELECT
        1 AS place, 'measure' AS dimension, x.measure AS of_a, y.measure AS of_b,
        EXISTS (FROM nested WHERE nested.a_in_b) AS a_in_b,
        EXISTS (FROM nested WHERE nested.b_in_a) AS b_in_a,
        CASE
            WHEN x.kind = 'none' OR y.kind = 'none' THEN 'one of the two is compared with nothing'
            ELSE 'what the one counts is not known to be part of what the other counts'
        END AS reason
    FROM pair
    UNION ALL
    SELECT
        2, 'unit', x.unit, y.unit,
        x.unit = y.unit AND x.is_count,
        x.unit = y.unit AND x.is_count,
        'only equal units that are counts compare'
    FROM pair
    UNION ALL
    SELECT
        3, 'population',
        x.population || CASE WHEN x.excluding = '' THEN '' ELSE ' without ' || x.excluding END,
        y.population || CASE WHEN y.excluding = '' THEN '' ELSE ' without ' || y.excluding END,
        EXISTS (
            FROM population_scope_within AS w
            WHERE
                w.inner_population = x.population AND w.inner_excluding = x.excluding
                AND w.outer_population = y.population AND w.outer_excluding = y.excluding
        ),
        EXISTS (
            FROM population_scope_within AS w
            WHERE
                w.inner_population = y.population AND w.inner_excluding = y.excluding
                AND w.outer_population = x.population AND w.outer_excluding = x.excluding
        ),
        'the one is not known to contain the other, exclusions considered'
    FROM pair
    UNION ALL
    SELECT
        4, 'basis', x.basis, y.basis,
        (x.basis = 'native') = (y.basis = 'native')
        AND (x.basis <> 'native' OR NOT y.is_foreign OR x.is_foreign),
        (x.basis = 'native') = (y.basis = 'native')
        AND (y.basis <> 'native' OR NOT x.is_foreign OR y.is_foreign),
        'people born in a country are not all its citizens'
    FROM pair
    UNION ALL
    SELECT
        5, 'channel', x.channel, y.channel,
        EXISTS (FROM channel_within AS w WHERE w.inner_id = x.channel AND w.outer_id = y.channel),
        EXISTS (FROM channel_within AS w WHERE w.inner_id = y.channel AND w.outer_id = x.channel),
        'the one route is not known to be part of the other'
    FROM pair
    UNION ALL
    SELECT
        6, 'side', x.side, y.side, x.side = y.side AND x.compared, x.side = y.side AND x.compared,
        'figures about another side are kept, and compared with nothing'
    FROM pair
    UNION ALL
    SELECT
        7, 'kind in time',
        x.kind || CASE WHEN x.kind = 'window' THEN ' since ' || x.since ELSE '' END,
        y.kind || CASE WHEN y.kind = 'window' THEN ' since ' || y.since ELSE '' END,
        CASE
            -- What the measures forbid is not said twice.
            WHEN x.kind = 'none' OR y.kind = 'none' THEN TRUE
            WHEN x.kind = 'window' AND y.kind = 'window' THEN
                (x.measure = y.measure OR NOT EXISTS (FROM nested WHERE a_in_b OR b_in_a))
                AND coalesce(x.since_first >= y.since_last OR (one_document AND x.since = y.since),
                    FALSE)
            ELSE y.kind = 'cumulative' OR (x.kind = 'stock' AND y.kind = 'stock')
        END,
        CASE
            WHEN x.kind = 'none' OR y.kind = 'none' THEN TRUE
            WHEN x.kind = 'window' AND y.kind = 'window' THEN
                (x.measure = y.measure OR NOT EXISTS (FROM nested WHERE a_in_b OR b_in_a))
                AND coalesce(y.since_first >= x.since_last OR (one_document AND x.since = y.since),
                    FALSE)
            ELSE x.kind = 'cumulative' OR (x.kind = 'stock' AND y.kind = 'stock')
        END,
        CASE
            WHEN x.kind <> y.kind THEN
                'a count on one day, of a window and of everything so far do not contain one '
                || 'another, except that the last contains both'
            WHEN x.measure <> y.measure THEN
                'people counted in a window need not have entered the wider measure in that window'
            ELSE 'a window lies inside another only if it certainly begins no earlier'
        END
    FROM pair
    UNION ALL
    SELECT
        8, 'as_of', x.as_of, y.as_of,
        (one_document AND x.as_of = y.as_of)
        OR CASE
            WHEN x.kind = 'stock' AND y.kind = 'stock' THEN
                x.day_first = x.day_last AND y.day_first = y.day_last AND x.day_first = y.day_first
            ELSE x.day_last <= y.day_first
        END,
        (one_document AND x.as_of = y.as_of)
        OR CASE
            WHEN x.kind = 'stock' AND y.kind = 'stock' THEN
                x.day_first = x.day_last AND y.day_first = y.day_last AND x.day_first = y.day_first
            ELSE y.day_last <= x.day_first
        END,
        'the inner figure must speak of no later day for certain, two stocks of the same day'
    FROM pair
),
against AS (
    SELECT
        *,
        NOT a_in_b AND count(*) FILTER (NOT a_in_b) OVER () = 1 AS only_a_in_b,
        NOT b_in_a AND count(*) FILTER (NOT b_in_a) OVER () = 1 AS only_b_in_a
    FROM dimension
)
SELECT
    dimension, of_a, of_b, a_in_b, b_in_a,
    reason
    || CASE
        WHEN only_a_in_b AND only_b_in_a THEN '; nothing else stands between them'
        WHEN only_a_in_b THEN '; nothing else keeps the first from lying inside the second'
        WHEN only_b_in_a THEN '; nothing else keeps the second from lying inside the first'
        ELSE ''
    END AS reason,
    only_a_in_b OR only_b_in_a AS alone
FROM against
WHERE
    NOT (SELECT bool_and(a_in_b) OR bool_and(b_in_a) FROM dimension)
    -- Where some dimension forbids both directions, it is the reason. Where none does, one forbids
    -- the one direction and another the other, and all of these are the reason.
    AND CASE
        WHEN (SELECT bool_or(NOT a_in_b AND NOT b_in_a) FROM dimension) THEN
            NOT a_in_b AND NOT b_in_a
        ELSE NOT (a_in_b AND b_in_a)
    END
ORDER BY place;
