-- Where a source replaces a figure of its own: a root that gives another number than one of its
-- roots in another document, on the same cell, for a certainly later time, or for the same time in a
-- document that was certainly published later.
WITH root AS (
    SELECT c.*
    FROM claim AS c
    JOIN origin AS o ON o.claim_id = c.claim_id
    WHERE o.hops = 0
),
replaced AS (
    SELECT
        a.claim_id, a.claimant_id, a.as_of, b.claim_id AS earlier_id, b.as_of AS earlier_as_of,
        row_number() OVER (
            PARTITION BY a.claim_id
            ORDER BY b.as_of_last DESC, b.published_last DESC NULLS LAST, b.claim_id
        ) AS n
    FROM root AS a
    JOIN root AS b
        ON b.claimant_id = a.claimant_id AND b.cell_id = a.cell_id
        AND b.document_id <> a.document_id
    WHERE
        (a.low <> b.low OR a.high IS DISTINCT FROM b.high OR a.point IS DISTINCT FROM b.point)
        AND (
            a.as_of_first > b.as_of_last
            OR (a.as_of = b.as_of AND a.published_first > b.published_last)
        )
)
SELECT
    claim_id, earlier_id AS from_claim_id, claimant_id AS source_id,
    CASE WHEN as_of = earlier_as_of THEN 'restated' ELSE 'updated' END AS kind
FROM replaced
WHERE n = 1
