-- The chain of retellings from a claim to its root, with what changed at each hop, its own first:
-- hop 1 is the claim itself and the one that it repeats. A faithful hop has one row, of nulls.
CREATE OR REPLACE MACRO drift_along(id) AS TABLE
WITH RECURSIVE chain AS (
    SELECT claim_id, derives_from, link, 1 AS hop
    FROM claim WHERE claim_id = id AND derives_from IS NOT NULL
    UNION ALL
    SELECT n.claim_id, n.derives_from, n.link, c.hop + 1
    FROM chain AS c
    JOIN claim AS n ON n.claim_id = c.derives_from
    WHERE n.derives_from IS NOT NULL
)
SELECT
    c.hop, c.claim_id, c.derives_from AS from_claim_id, c.link,
    d.dimension, d.change, d.before, d.after, d.sentence,
    -- As a reader asks: which number, held how, of what, of when, known how, by whom.
    row_number() OVER (ORDER BY c.hop, list_position([
        'value', 'qualifier', 'low', 'high', 'hedge', 'unit', 'measure', 'population',
        'excluding', 'basis', 'channel', 'side', 'window', 'as_of', 'evidence', 'attribution'
    ], d.dimension)) AS place
FROM chain AS c
LEFT JOIN drift AS d ON d.claim_id = c.claim_id
ORDER BY place;
