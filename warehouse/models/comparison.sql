-- Comparable pairs of claims. Claims are joined only along cell_within, so the work grows with the
-- pairs that can be compared and not with the square of the claims. Beyond ten million such pairs
-- only contradictions and possible contradictions are kept (the macro comparable gives the rest).
WITH figure AS (
    SELECT
        c.claim_id, c.cell_id, c.document_id, o.root_document_id, o.root_claim_id, c.as_of, c.kind,
        coalesce(c.as_of_first, DATE '0001-01-01') AS day_first,
        coalesce(c.as_of_last, DATE '9999-12-31') AS day_last,
        c.low, c.high, c.true_low, c.true_high
    FROM claim AS c
    JOIN origin AS o ON o.claim_id = c.claim_id
    WHERE c.cell_id IN (SELECT inner_id FROM cell_within)
),
extent AS (
    SELECT
        cell_id, count(*) AS n_claims, max(true_low) AS most_low, min(true_high) AS least_high,
        min(day_first) AS begins, max(day_last) AS ends
    FROM figure
    GROUP BY cell_id
),
pair_of_cells AS (
    SELECT
        w.inner_id, w.outer_id, w.since_certain, w.since_alike,
        a.n_claims * b.n_claims AS n_pairs,
        -- No figure inside exceeds any figure around it: nothing can contradict here.
        coalesce(a.most_low > b.least_high, FALSE) AND a.begins <= b.ends AS may_contradict,
        b.least_high, a.most_low
    FROM cell_within AS w
    JOIN extent AS a ON a.cell_id = w.inner_id
    JOIN extent AS b ON b.cell_id = w.outer_id
),
every_pair_of_cells AS MATERIALIZED (
    -- Empty where there are too many pairs to store those that contradict nothing.
    SELECT inner_id, outer_id, since_certain, since_alike
    FROM pair_of_cells
    WHERE (SELECT coalesce(sum(n_pairs), 0) <= 10000000 FROM pair_of_cells)
),
inside AS MATERIALIZED (
    SELECT a.*, w.outer_id, w.since_certain, w.since_alike
    FROM every_pair_of_cells AS w
    JOIN figure AS a ON a.cell_id = w.inner_id
),
large_inside AS MATERIALIZED (
    -- Materialised, here and below, so that claims are always joined along pairs of cells first.
    SELECT a.*, w.outer_id, w.since_certain, w.since_alike, w.most_low
    FROM pair_of_cells AS w
    JOIN figure AS a ON a.cell_id = w.inner_id AND a.true_low > w.least_high
    WHERE w.may_contradict
),
exceeding AS (
    SELECT
        a.claim_id AS claim_a, b.claim_id AS claim_b,
        a.cell_id = b.cell_id AS one_cell,
        a.as_of = b.as_of AS alike,
        a.document_id = b.document_id OR a.root_document_id = b.root_document_id AS one_document,
        a.kind = 'stock' AND b.kind = 'stock' AS stocks,
        a.day_first AS a_first, a.day_last AS a_last, b.day_first AS b_first, b.day_last AS b_last,
        a.since_certain, a.since_alike,
        a.root_claim_id = b.root_claim_id AS same_root,
        a.true_low - b.true_high AS gap
    FROM large_inside AS a
    JOIN figure AS b
        ON b.cell_id = a.outer_id AND b.true_high < a.most_low
        AND a.true_low > b.true_high
        AND a.day_first <= b.day_last
    WHERE a.claim_id <> b.claim_id
),
contradicting AS (
    SELECT
        claim_a, claim_b, same_root, gap,
        (since_certain OR (one_document AND since_alike))
        AND (
            (one_document AND alike)
            OR CASE
                WHEN stocks THEN a_first = a_last AND b_first = b_last AND a_first = b_first
                ELSE a_last <= b_first
            END
        ) AS is_certain,
        one_cell AND (stocks OR alike OR (a_first = a_last AND b_first = b_last AND a_first = b_first))
            AS is_same
    FROM exceeding
    WHERE NOT stocks OR b_first <= a_last
),
meeting AS (
    SELECT
        a.claim_id AS claim_a, b.claim_id AS claim_b,
        a.root_claim_id = b.root_claim_id AS same_root,
        a.cell_id = b.cell_id
        AND (
            a.as_of = b.as_of
            OR (a.day_first = a.day_last AND b.day_first = b.day_last AND a.day_first = b.day_first)
        ) AS is_same,
        coalesce(a.low <= b.high, TRUE) AND coalesce(b.low <= a.high, TRUE) AS meets
    FROM inside AS a
    JOIN figure AS b ON b.cell_id = a.outer_id AND a.claim_id <> b.claim_id
    LEFT JOIN contradicting AS x ON x.claim_a = a.claim_id AND x.claim_b = b.claim_id
    WHERE
        x.claim_a IS NULL
        AND (
            a.since_certain
            OR (
                a.since_alike
                AND (a.document_id = b.document_id OR a.root_document_id = b.root_document_id)
            )
        )
        AND (
            (
                a.as_of = b.as_of
                AND (a.document_id = b.document_id OR a.root_document_id = b.root_document_id)
            )
            OR CASE
                WHEN a.kind = 'stock' AND b.kind = 'stock' THEN
                    a.day_first = a.day_last AND b.day_first = b.day_last
                    AND a.day_first = b.day_first
                ELSE a.day_last <= b.day_first
            END
        )
),
judged AS (
    SELECT
        claim_a, claim_b, same_root, gap,
        CASE WHEN is_same THEN 'same' ELSE 'within' END AS relation,
        CASE WHEN is_certain THEN 'contradict' ELSE 'possible' END AS verdict,
        CASE WHEN is_certain THEN 1 ELSE 2 END AS precedence
    FROM contradicting
    UNION ALL
    SELECT
        claim_a, claim_b, same_root, NULL AS gap,
        CASE WHEN is_same THEN 'same' ELSE 'within' END AS relation,
        CASE WHEN is_same AND meets THEN 'agree' ELSE 'compatible' END AS verdict,
        3 AS precedence
    FROM meeting
),
once AS (
    -- An unordered pair stands once: under its gravest verdict, the smaller id first on a tie.
    SELECT claim_a, claim_b, same_root, gap, relation, verdict
    FROM judged
    QUALIFY row_number() OVER (
        PARTITION BY least(claim_a, claim_b), greatest(claim_a, claim_b)
        ORDER BY precedence, claim_a
    ) = 1
),
left_out AS (
    -- Names of the countries that a scope leaves out, in words.
    SELECT t.excluding, string_agg(p.name, ' and ' ORDER BY p.name) AS names
    FROM (
        SELECT DISTINCT excluding, unnest(string_split(excluding, ',')) AS country
        FROM cell
        WHERE excluding <> ''
    ) AS t
    JOIN population AS p ON p.id = t.country
    GROUP BY t.excluding
),
said AS (
    SELECT
        c.claim_id, c.basis,
        '“' || c.says || '” (' || s.name || ': '
        || CASE WHEN u.inferred THEN '' ELSE c.unit || ' of ' END
        || p.name
        || coalesce(' without ' || x.names, '')
        || CASE WHEN c.basis = 'native' THEN ' by birth' ELSE '' END
        || ', ' || m.name
        || CASE WHEN ch.parent IS NULL THEN '' ELSE ' through ' || ch.name END
        || CASE
            WHEN c.kind = 'window' THEN ' from ' || c.since || ' to ' || c.as_of
            WHEN c.kind = 'stock' THEN ' at ' || c.as_of
            ELSE ' by ' || c.as_of
        END
        || CASE
            WHEN o.hops = 0 THEN ''
            ELSE ', a retelling of '
                || CASE
                    WHEN r.qualifier = 'exactly' THEN format('{:,}', coalesce(r.point, r.low))
                    WHEN r.qualifier = 'between' THEN format('{:,} to {:,}', r.low, r.high)
                    WHEN r.point IS NOT NULL THEN r.qualifier || format(' {:,}', r.point)
                    WHEN r.high IS NULL THEN r.qualifier || format(' {:,}', r.low)
                    ELSE r.qualifier
                END
                || CASE WHEN e.assumed THEN '' ELSE ' ' || r.evidence END
                || ', ' || rp.name || ', ' || rd.published
        END
        || ')' AS words
    FROM claim AS c
    JOIN origin AS o ON o.claim_id = c.claim_id
    JOIN source AS s ON s.source_id = c.claimant_id
    JOIN population AS p ON p.id = c.population
    JOIN measure AS m ON m.id = c.measure
    JOIN channel AS ch ON ch.id = c.channel
    JOIN unit AS u ON u.id = c.unit
    LEFT JOIN left_out AS x ON x.excluding = c.excluding
    JOIN claim AS r ON r.claim_id = o.root_claim_id
    JOIN evidence AS e ON e.id = r.evidence
    JOIN document AS rd ON rd.document_id = r.document_id
    JOIN source AS rp ON rp.source_id = rd.publisher_id
)
SELECT
    j.claim_a, j.claim_b, j.relation, j.verdict, j.same_root, j.gap,
    a.words
    || CASE
        WHEN j.verdict = 'agree' THEN ' agrees with '
        WHEN j.verdict = 'contradict' AND j.relation = 'same' THEN ' exceeds '
        WHEN j.verdict = 'contradict' THEN ' exceeds what contains it, '
        WHEN j.verdict = 'possible' AND j.relation = 'same' THEN
            ' exceeds, if both dates mean one day, '
        WHEN j.verdict = 'possible' THEN
            ' exceeds, if its date is not the later one, what contains it, '
        WHEN j.relation = 'same' THEN ' can hold together with '
        ELSE ' fits into what contains it, '
    END
    || b.words
    || CASE WHEN j.gap IS NULL THEN '' ELSE format(', by {:,}', j.gap) END
    || CASE
        WHEN a.basis = b.basis THEN ''
        ELSE '; basis ' || a.basis || ' against ' || b.basis
    END
    || CASE WHEN j.same_root THEN '; both go back to one root' ELSE '' END AS because
FROM once AS j
JOIN said AS a ON a.claim_id = j.claim_a
JOIN said AS b ON b.claim_id = j.claim_b
