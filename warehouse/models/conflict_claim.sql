SELECT conflict_id, claim_id, role, root_claim_id
FROM inferred.conflict_claim
