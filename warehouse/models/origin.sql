-- The end of each chain of retellings. Chains have no cycles: the catalog refuses them.
WITH RECURSIVE chain AS (
    SELECT claim_id, claim_id AS reached, 0 AS hops
    FROM claim
    WHERE derives_from IS NOT NULL
    UNION ALL
    SELECT c.claim_id, n.derives_from AS reached, c.hops + 1 AS hops
    FROM chain AS c
    JOIN claim AS n ON n.claim_id = c.reached
    WHERE n.derives_from IS NOT NULL
),
ended AS (
    SELECT claim_id, arg_max(reached, hops) AS root_claim_id, max(hops) AS hops
    FROM chain
    GROUP BY claim_id
)
SELECT
    c.claim_id,
    coalesce(e.root_claim_id, c.claim_id) AS root_claim_id,
    coalesce(e.hops, 0) AS hops,
    r.claimant_id AS root_source_id,
    r.document_id AS root_document_id
FROM claim AS c
LEFT JOIN ended AS e ON e.claim_id = c.claim_id
JOIN claim AS r ON r.claim_id = coalesce(e.root_claim_id, c.claim_id)
