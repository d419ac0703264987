-- What changed at each hop of a chain, where a repeats b: in the words, in the scope, in how and by
-- whom the figure is known. Widened and narrowed are what the vocabulary proves; what it does not
-- prove is `changed`.
WITH said AS (
    SELECT c.*, w.* EXCLUDE (claim_id)
    FROM claim AS c JOIN wording AS w ON w.claim_id = c.claim_id
),
bounded AS (
    SELECT
        claim_id, derives_from, 'low' AS side, bounds_low AS bounds, gives_low AS gives,
        least AS number
    FROM said
    UNION ALL
    SELECT claim_id, derives_from, 'high' AS side, bounds_high, gives_high, greatest FROM said
),
in_words AS (
    -- One end of a range alone is a number that was printed: what is lost with it is a bound.
    SELECT
        a.claim_id, 'value' AS dimension,
        b.least || CASE WHEN b.greatest = b.least THEN '' ELSE ' to ' || b.greatest END AS before,
        a.least || CASE WHEN a.greatest = a.least THEN '' ELSE ' to ' || a.greatest END AS after,
        CASE
            WHEN a.least >= b.least AND a.greatest >= b.greatest THEN 'raised'
            WHEN a.least <= b.least AND a.greatest <= b.greatest THEN 'lowered'
            ELSE 'changed'
        END AS change,
        b.written || ' becomes ' || a.written AS sentence
    FROM said AS a JOIN said AS b ON b.claim_id = a.derives_from
    WHERE
        (a.least NOT IN (b.least, b.greatest) OR a.greatest NOT IN (b.least, b.greatest))
        AND (b.least NOT IN (a.least, a.greatest) OR b.greatest NOT IN (a.least, a.greatest))
    UNION ALL
    SELECT
        a.claim_id, 'qualifier', b.qualifier, a.qualifier,
        CASE
            WHEN a.qualifier = 'exactly' THEN 'lost'
            WHEN b.qualifier = 'exactly' THEN 'gained'
            WHEN b.gives_low > a.gives_low OR b.gives_high > a.gives_high THEN 'weakened'
            WHEN a.gives_low > b.gives_low OR a.gives_high > b.gives_high THEN 'strengthened'
            ELSE 'changed'
        END,
        CASE
            WHEN a.qualifier = 'exactly' THEN '“' || b.qualifier || '” is dropped: '
            WHEN b.qualifier = 'exactly' THEN '“' || a.qualifier || '” is added: '
            ELSE ''
        END || b.phrase || ' becomes ' || a.phrase
    FROM said AS a JOIN said AS b ON b.claim_id = a.derives_from
    WHERE a.qualifier <> b.qualifier
    UNION ALL
    SELECT
        a.claim_id, a.side,
        CASE WHEN b.bounds THEN b.number::VARCHAR END,
        CASE WHEN NOT b.bounds THEN a.number::VARCHAR END,
        CASE WHEN b.bounds THEN 'lost' ELSE 'gained' END,
        CASE
            WHEN b.bounds THEN format('the {} bound, {:,}, is lost', a.side, b.number)
            ELSE format('a {} bound is added: {:,}', a.side, a.number)
        END
    FROM bounded AS a JOIN bounded AS b ON b.claim_id = a.derives_from AND b.side = a.side
    WHERE (b.bounds AND NOT a.gives) OR (a.bounds AND NOT b.gives)
    UNION ALL
    SELECT
        a.claim_id, 'hedge',
        CASE WHEN b.hedged THEN 'hedged' END, CASE WHEN a.hedged THEN 'hedged' END,
        CASE WHEN b.hedged THEN 'lost' ELSE 'gained' END,
        CASE WHEN b.hedged THEN 'the hedge is dropped' ELSE 'a hedge is added' END
    FROM said AS a JOIN said AS b ON b.claim_id = a.derives_from
    WHERE a.hedged <> b.hedged
),
nested AS (
    SELECT 'measure' AS dimension, inner_id, outer_id FROM measure_within
    UNION ALL
    SELECT 'population' AS dimension, inner_id, outer_id FROM population_within
    UNION ALL
    SELECT 'channel' AS dimension, inner_id, outer_id FROM channel_within
),
term AS (
    SELECT 'measure' AS dimension, id, name, FALSE AS restricts_nothing FROM measure
    UNION ALL
    SELECT 'population' AS dimension, id, name, FALSE AS restricts_nothing FROM population
    UNION ALL
    SELECT 'channel' AS dimension, id, name, parent IS NULL AS restricts_nothing FROM channel
),
placed AS (
    SELECT claim_id, derives_from, 'measure' AS dimension, measure AS term_id FROM claim
    UNION ALL
    SELECT claim_id, derives_from, 'population' AS dimension, population AS term_id FROM claim
    UNION ALL
    SELECT claim_id, derives_from, 'channel' AS dimension, channel AS term_id FROM claim
),
in_a_lattice AS (
    SELECT
        a.claim_id, a.dimension, b.term_id AS before, a.term_id AS after,
        CASE
            WHEN up.inner_id IS NOT NULL THEN 'widened'
            WHEN down.inner_id IS NOT NULL THEN 'narrowed'
            ELSE 'changed'
        END AS change,
        CASE
            WHEN y.restricts_nothing THEN x.name || ' is dropped: ' || y.name
            WHEN x.restricts_nothing THEN 'confined to ' || y.name || ', where it was ' || x.name
            ELSE '“' || x.name || '” becomes “' || y.name || '”' || CASE
                WHEN up.inner_id IS NOT NULL THEN ', which is wider'
                WHEN down.inner_id IS NOT NULL THEN ', which is narrower'
                ELSE ''
            END
        END AS sentence
    FROM placed AS a
    JOIN placed AS b ON b.claim_id = a.derives_from AND b.dimension = a.dimension
    JOIN term AS x ON x.dimension = b.dimension AND x.id = b.term_id
    JOIN term AS y ON y.dimension = a.dimension AND y.id = a.term_id
    LEFT JOIN nested AS up
        ON up.dimension = a.dimension AND up.inner_id = b.term_id AND up.outer_id = a.term_id
    LEFT JOIN nested AS down
        ON down.dimension = a.dimension AND down.inner_id = a.term_id AND down.outer_id = b.term_id
    -- Two ids for the same people are no change.
    WHERE a.term_id <> b.term_id AND (up.inner_id IS NULL OR down.inner_id IS NULL)
),
left_out AS (
    SELECT t.excluding, string_agg(p.name, ', ' ORDER BY p.name) AS names
    FROM (SELECT DISTINCT excluding, unnest(string_split(excluding, ',')) AS id FROM claim) AS t
    JOIN population AS p ON p.id = t.id
    GROUP BY t.excluding
),
otherwise AS (
    SELECT
        a.claim_id, 'unit' AS dimension, b.unit AS before, a.unit AS after, 'changed' AS change,
        b.unit || ' become ' || a.unit AS sentence
    FROM claim AS a JOIN claim AS b ON b.claim_id = a.derives_from
    WHERE a.unit <> b.unit
    UNION ALL
    SELECT
        a.claim_id, 'excluding', nullif(b.excluding, ''), nullif(a.excluding, ''),
        CASE
            WHEN a.excluding = '' THEN 'widened'
            WHEN b.excluding = '' THEN 'narrowed'
            WHEN list_has_all(string_split(b.excluding, ','), string_split(a.excluding, ','))
                THEN 'widened'
            WHEN list_has_all(string_split(a.excluding, ','), string_split(b.excluding, ','))
                THEN 'narrowed'
            ELSE 'changed'
        END,
        CASE
            WHEN y.names IS NULL THEN 'no longer left out: ' || x.names
            WHEN x.names IS NULL THEN 'now left out: ' || y.names
            ELSE 'left out: ' || y.names || ' instead of ' || x.names
        END
    FROM claim AS a JOIN claim AS b ON b.claim_id = a.derives_from
    LEFT JOIN left_out AS x ON x.excluding = b.excluding
    LEFT JOIN left_out AS y ON y.excluding = a.excluding
    WHERE a.excluding <> b.excluding
    UNION ALL
    -- Citizen, declared and unspecified compare as one; only native separates cells.
    SELECT
        a.claim_id, 'basis', b.basis, a.basis, 'changed',
        '“' || b.basis || '” becomes “' || a.basis || '”'
    FROM claim AS a JOIN claim AS b ON b.claim_id = a.derives_from
    WHERE (a.basis = 'native') <> (b.basis = 'native')
    UNION ALL
    SELECT a.claim_id, 'side', b.side, a.side, 'changed', 'told of ' || a.side || ', not ' || b.side
    FROM claim AS a JOIN claim AS b ON b.claim_id = a.derives_from
    WHERE a.side <> b.side
    UNION ALL
    -- Where a stock becomes a count over time, or the other way round, the measure tells it.
    SELECT
        a.claim_id, 'window',
        CASE WHEN b.kind = 'window' THEN b.since END, CASE WHEN a.kind = 'window' THEN a.since END,
        CASE
            WHEN a.kind <> 'window' THEN 'lost'
            WHEN b.kind <> 'window' THEN 'gained'
            WHEN a.since_last < b.since_first THEN 'widened'
            ELSE 'narrowed'
        END,
        CASE
            WHEN a.kind <> 'window' THEN 'the start of the count, ' || b.since || ', is dropped'
            WHEN b.kind <> 'window' THEN 'the count is given a start: ' || a.since
            ELSE 'the count begins in ' || a.since || ', not in ' || b.since
        END
    FROM claim AS a JOIN claim AS b ON b.claim_id = a.derives_from
    WHERE
        a.kind IN ('cumulative', 'window') AND b.kind IN ('cumulative', 'window')
        AND (a.kind <> b.kind OR a.since_last < b.since_first OR a.since_first > b.since_last)
        AND 'window' IN (a.kind, b.kind)
    UNION ALL
    SELECT
        a.claim_id, 'as_of', b.as_of, a.as_of,
        CASE WHEN a.as_of_first > b.as_of_last THEN 'later' ELSE 'earlier' END,
        'the figure as of ' || b.as_of || ' is given as of ' || a.as_of
    FROM claim AS a JOIN claim AS b ON b.claim_id = a.derives_from
    WHERE a.as_of_first > b.as_of_last OR a.as_of_last < b.as_of_first
    UNION ALL
    SELECT
        a.claim_id, 'evidence', b.evidence, a.evidence,
        CASE
            WHEN y.assumed THEN 'lost'
            WHEN x.assumed THEN 'gained'
            WHEN x.floor AND NOT y.floor THEN 'weakened'
            WHEN y.floor AND NOT x.floor THEN 'strengthened'
            ELSE 'changed'
        END,
        CASE
            WHEN y.assumed THEN 'the evidence, ' || b.evidence || ', is no longer stated'
            WHEN x.assumed THEN 'evidence is stated that was not: ' || a.evidence
            ELSE 'the evidence changes from ' || b.evidence || ' to ' || a.evidence
        END
    FROM claim AS a JOIN claim AS b ON b.claim_id = a.derives_from
    JOIN evidence AS x ON x.id = b.evidence
    JOIN evidence AS y ON y.id = a.evidence
    WHERE a.evidence <> b.evidence
    UNION ALL
    SELECT
        a.claim_id, 'attribution', b.claimant_id, a.claimant_id,
        CASE WHEN a.claimant_id = a.publisher_id THEN 'lost' ELSE 'changed' END,
        CASE
            WHEN a.claimant_id = a.publisher_id THEN
                'the attribution to “' || x.name || '” is dropped: “' || y.name
                || '” gives the figure as its own'
            ELSE 'attributed to “' || y.name || '” instead of “' || x.name || '”'
        END
    FROM claim AS a JOIN claim AS b ON b.claim_id = a.derives_from
    JOIN source AS x ON x.source_id = b.claimant_id
    JOIN source AS y ON y.source_id = a.claimant_id
    WHERE a.claimant_id <> b.claimant_id
)
SELECT
    d.claim_id, c.derives_from AS from_claim_id, d.dimension, d.before, d.after, d.change,
    upper(d.sentence[1]) || d.sentence[2:] || '.' AS sentence
FROM (
    FROM in_words
    UNION ALL
    FROM in_a_lattice
    UNION ALL
    FROM otherwise
) AS d
JOIN claim AS c ON c.claim_id = d.claim_id
