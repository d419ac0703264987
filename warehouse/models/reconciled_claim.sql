SELECT cell_id, rule, claim_id, role, reason
FROM ruled.reconciled_claim
