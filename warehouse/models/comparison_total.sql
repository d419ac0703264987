-- Every figure on a population of all countries (all foreign nationals, the world), each with how
-- many others it cannot stand beside.
WITH clash AS (
    SELECT claim_a AS claim_id, verdict FROM comparison WHERE verdict IN ('contradict', 'possible')
    UNION ALL
    SELECT claim_b AS claim_id, verdict FROM comparison WHERE verdict IN ('contradict', 'possible')
),
clashes AS (
    SELECT
        claim_id,
        count(*) FILTER (verdict = 'contradict') AS n_contradictions,
        count(*) FILTER (verdict = 'possible') AS n_possible
    FROM clash
    GROUP BY claim_id
)
SELECT
    c.claim_id, o.root_claim_id, c.measure, c.unit, c.excluding, c.channel, c.kind,
    c.since, c.as_of, c.as_of_last, c.low, c.high, c.point, c.claimant_id,
    o.party, o.original_held,
    coalesce(x.n_contradictions, 0) AS n_contradictions,
    coalesce(x.n_possible, 0) AS n_possible
FROM claim AS c
JOIN origin AS o ON o.claim_id = c.claim_id
JOIN population AS p ON p.id = c.population AND p.kind = 'all_countries'
JOIN side AS s ON s.id = c.side AND s.compared
LEFT JOIN clashes AS x ON x.claim_id = c.claim_id
WHERE c.kind <> 'none'
