-- What each source in the catalog asserts, prints and changes. A description, and no order by merit.
WITH asserted AS (
    SELECT c.claimant_id, count(*) AS n_claims, count(*) FILTER (o.hops = 0) AS n_roots
    FROM claim AS c
    JOIN origin AS o ON o.claim_id = c.claim_id
    GROUP BY c.claimant_id
),
published AS (
    SELECT publisher_id, count(*) AS n_published FROM claim GROUP BY publisher_id
),
-- A document that says its own figure twice is no retelling elsewhere.
retold AS (
    SELECT o.root_source_id, count(*) AS n_retold, count(DISTINCT c.publisher_id) AS n_retellers
    FROM origin AS o
    JOIN claim AS c ON c.claim_id = o.claim_id
    WHERE o.hops > 0 AND c.document_id <> o.root_document_id
    GROUP BY o.root_source_id
),
clashing AS (
    SELECT c.claimant_id, count(DISTINCT m.conflict_id) AS n_conflicts
    FROM conflict_claim AS m
    JOIN claim AS c ON c.claim_id = m.claim_id
    WHERE m.role <> 'retelling'
    GROUP BY c.claimant_id
),
revised AS (
    SELECT source_id, count(*) AS n_revisions FROM revision GROUP BY source_id
),
-- From the last day of the period to the first on which the figure may have been printed: dates
-- coarser than a day make it look quicker than it was, never slower, and none is below 0.
printed AS (
    SELECT
        c.claimant_id,
        median(greatest(date_diff('day', c.as_of_last, c.published_first), 0)) AS median_days,
        count(*) AS n_timed
    FROM claim AS c
    JOIN origin AS o ON o.claim_id = c.claim_id
    WHERE
        o.hops = 0 AND c.as_of_last IS NOT NULL
        AND c.published_first IS NOT NULL AND c.published_last IS NOT NULL
    GROUP BY c.claimant_id
)
SELECT
    s.source_id, s.name, s.kind, s.country, s.party,
    coalesce(a.n_claims, 0) AS n_claims,
    coalesce(a.n_roots, 0) AS n_roots,
    coalesce(p.n_published, 0) AS n_published,
    coalesce(d.n_hops, 0) AS n_relays,
    coalesce(r.n_retold, 0) AS n_retold,
    coalesce(r.n_retellers, 0) AS n_retellers,
    coalesce(k.n_conflicts, 0) AS n_conflicts,
    coalesce(d.n_faithful, 0) AS n_faithful,
    coalesce(d.n_drifts, 0) AS n_drifts,
    coalesce(v.n_revisions, 0) AS n_revisions,
    t.median_days,
    coalesce(t.n_timed, 0) AS n_timed
FROM source AS s
LEFT JOIN asserted AS a ON a.claimant_id = s.source_id
LEFT JOIN published AS p ON p.publisher_id = s.source_id
LEFT JOIN retold AS r ON r.root_source_id = s.source_id
LEFT JOIN clashing AS k ON k.claimant_id = s.source_id
LEFT JOIN drift_by_source AS d ON d.source_id = s.source_id
LEFT JOIN revised AS v ON v.source_id = s.source_id
LEFT JOIN printed AS t ON t.claimant_id = s.source_id
WHERE a.claimant_id IS NOT NULL OR p.publisher_id IS NOT NULL
