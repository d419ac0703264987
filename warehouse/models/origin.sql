-- The end of each chain of retellings, and the witness behind it: parts are counted with their
-- whole. Chains have no cycles, for the catalog refuses them; a part may still come back to itself
-- by way of a retelling of its own, and then the first id of that circle stands for all of it.
WITH RECURSIVE retelling AS (
    -- A claim that retells, or is part of, one that is not there stands alone.
    SELECT c.claim_id, c.derives_from
    FROM claim AS c
    SEMI JOIN claim AS f ON f.claim_id = c.derives_from
),
chain AS (
    SELECT claim_id, claim_id AS reached, 0 AS hops
    FROM retelling
    UNION ALL
    SELECT c.claim_id, n.derives_from AS reached, c.hops + 1 AS hops
    FROM chain AS c
    JOIN retelling AS n ON n.claim_id = c.reached
),
ended AS (
    SELECT claim_id, arg_max(reached, hops) AS root_claim_id, max(hops) AS hops
    FROM chain
    GROUP BY claim_id
),
rooted AS (
    SELECT
        c.claim_id,
        coalesce(e.root_claim_id, c.claim_id) AS root_claim_id,
        coalesce(e.hops, 0) AS hops
    FROM claim AS c
    LEFT JOIN ended AS e ON e.claim_id = c.claim_id
),
within AS (
    -- A root that counts a part, and the root of its whole.
    SELECT p.claim_id AS part, w.root_claim_id AS whole
    FROM rooted AS p
    JOIN claim AS c ON c.claim_id = p.claim_id
    JOIN rooted AS w ON w.claim_id = c.part_of
    WHERE p.hops = 0
),
climb AS (
    -- UNION keeps each pair once, so that a circle comes to an end.
    SELECT part, whole FROM within
    UNION
    SELECT c.part, w.whole
    FROM climb AS c
    JOIN within AS w ON w.part = c.whole
),
topmost AS (
    SELECT c.part, min(c.whole) AS witness_claim_id
    FROM climb AS c
    LEFT JOIN within AS w ON w.part = c.whole
    LEFT JOIN climb AS circle ON circle.part = c.whole AND circle.whole = c.whole
    WHERE w.part IS NULL OR circle.part IS NOT NULL
    GROUP BY c.part
)
SELECT
    o.claim_id,
    o.root_claim_id,
    o.hops,
    r.claimant_id AS root_source_id,
    r.document_id AS root_document_id,
    r.claimant_id = r.publisher_id AS original_held,
    v.claim_id AS witness_claim_id,
    v.claimant_id AS witness_source_id,
    s.party
FROM rooted AS o
JOIN claim AS r ON r.claim_id = o.root_claim_id
JOIN source AS s ON s.source_id = r.claimant_id
LEFT JOIN topmost AS t ON t.part = o.root_claim_id
JOIN claim AS v ON v.claim_id = coalesce(t.witness_claim_id, o.root_claim_id)
