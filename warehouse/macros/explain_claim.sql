-- Why a claim stands as it does: its words, what they state, its scope, where it was printed, where
-- its words stand in the archived page, what it retells and what changed on the way, whose figure
-- it is at the root, and what it cannot stand beside.
CREATE OR REPLACE MACRO explain_claim(id) AS TABLE
WITH step AS (
    SELECT 1 AS place, 0 AS n, 'words' AS what, '“' || says || '”' AS value, claim_id AS refers_to
    FROM claim WHERE claim_id = id
    UNION ALL
    SELECT
        2, 0, 'reading',
        qualifier || ': ' || format('{:,}', low) || ' to '
        || coalesce(format('{:,}', high), 'any number above')
        || CASE WHEN hedged THEN ', hedged' ELSE '' END
        || CASE
            WHEN high IS NOT NULL AND true_high IS NULL THEN
                '; ' || evidence || ' ' || unit || ' are a floor, so nothing above it follows'
            ELSE ''
        END,
        claim_id
    FROM claim WHERE claim_id = id
    UNION ALL
    SELECT
        3, 0, 'scope',
        c.unit || ' of ' || p.name
        || CASE WHEN c.excluding = '' THEN '' ELSE ' without ' || c.excluding END
        || ', ' || m.name || ', ' || ch.name
        || CASE WHEN c.since IS NULL THEN '' ELSE ', since ' || c.since END
        || ', as of ' || c.as_of || '; basis ' || c.basis || ', evidence ' || c.evidence,
        c.cell_id
    FROM claim AS c
    JOIN population AS p ON p.id = c.population
    JOIN measure AS m ON m.id = c.measure
    JOIN channel AS ch ON ch.id = c.channel
    WHERE c.claim_id = id
    UNION ALL
    SELECT
        4, 0, 'asserted by',
        s.name || ' (' || s.kind
        || CASE WHEN s.party = 'none' THEN '' ELSE ', a party''s figure: ' || s.party END || ')',
        s.source_id
    FROM claim AS c JOIN source AS s ON s.source_id = c.claimant_id WHERE c.claim_id = id
    UNION ALL
    SELECT
        5, 0, 'printed in', s.name || ', ' || d.title || ', ' || d.published || ', ' || d.url,
        d.document_id
    FROM claim AS c
    JOIN document AS d ON d.document_id = c.document_id
    JOIN source AS s ON s.source_id = d.publisher_id
    WHERE c.claim_id = id
    UNION ALL
    SELECT
        6, s.version, CASE WHEN a.latest THEN 'archived' ELSE 'archived before' END,
        a.status
        || CASE
            WHEN a.start IS NULL THEN ''
            ELSE ' at characters ' || a.start || ' to ' || a."end" || ': “' || a.exact || '”'
        END
        || coalesce(', which reads otherwise there: “' || a.there || '”', '')
        || ', captured ' || strftime(s.captured_at, '%Y-%m-%d'),
        a.sha256
    FROM anchor AS a
    JOIN claim AS c ON c.claim_id = a.claim_id
    JOIN snapshot AS s ON s.document_id = c.document_id AND s.sha256 = a.sha256
    WHERE a.claim_id = id
    UNION ALL
    SELECT
        7, 2 * h.place - 1, 'retells', '“' || n.says || '” (' || s.name || ', ' || d.published
        || '), ' || h.link, n.claim_id
    FROM (
        SELECT from_claim_id, link, min(place) AS place
        FROM drift_along(id) GROUP BY from_claim_id, link
    ) AS h
    JOIN claim AS n ON n.claim_id = h.from_claim_id
    JOIN document AS d ON d.document_id = n.document_id
    JOIN source AS s ON s.source_id = d.publisher_id
    UNION ALL
    SELECT 7, 2 * place, 'drift', coalesce(sentence, 'Nothing changed.'), claim_id
    FROM drift_along(id)
    UNION ALL
    -- Told where the root is another claim, or where its document names somebody else.
    SELECT
        8, 0, 'root',
        'asserted by ' || s.name
        || CASE WHEN s.party = 'none' THEN '' ELSE ', a party''s figure (' || s.party || ')' END
        || CASE
            WHEN c.claimant_id = c.publisher_id THEN ''
            ELSE '; the original is not held: read in ' || p.name
        END,
        c.claim_id
    FROM origin AS o
    JOIN claim AS c ON c.claim_id = o.root_claim_id
    JOIN source AS s ON s.source_id = c.claimant_id
    JOIN source AS p ON p.source_id = c.publisher_id
    WHERE o.claim_id = id AND (o.hops > 0 OR c.claimant_id <> c.publisher_id)
    UNION ALL
    SELECT
        9, CASE verdict WHEN 'contradict' THEN 0 ELSE 1 END, verdict, because,
        CASE WHEN claim_a = id THEN claim_b ELSE claim_a END
    FROM comparison
    WHERE (claim_a = id OR claim_b = id) AND verdict IN ('contradict', 'possible')
)
SELECT what, value, refers_to
FROM step
ORDER BY place, n, refers_to;
