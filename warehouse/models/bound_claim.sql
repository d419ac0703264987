-- Bounds that rest on one set of claims share it: written out here, for each side of each bound.
SELECT b.measure, b.population, b.as_of, b.evidence_used, 'low' AS side, p.claim_id
FROM inferred.bound AS b
JOIN inferred.bound_proof AS p ON p.proof_id = b.low_proof
UNION ALL
SELECT b.measure, b.population, b.as_of, b.evidence_used, 'high' AS side, p.claim_id
FROM inferred.bound AS b
JOIN inferred.bound_proof AS p ON p.proof_id = b.high_proof
