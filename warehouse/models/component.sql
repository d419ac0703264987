-- A least set takes a root from every conflict of its component, so a conflict belongs where its
-- roots are set aside.
WITH carrying AS (
    SELECT a.component, count(DISTINCT m.claim_id) AS n_claims
    FROM inferred.set_aside AS a
    JOIN inferred.conflict_claim AS own ON own.claim_id = a.claim_id
    JOIN inferred.conflict_claim AS m ON m.conflict_id = own.conflict_id
    GROUP BY a.component
)
SELECT
    k.component, c.n_claims, k.n_claims AS n_roots, k.n_conflicts, k.size, k.n_solutions,
    k.complete, k.gap
FROM inferred.component AS k
LEFT JOIN carrying AS c ON c.component = k.component
