SELECT
    claim_id, from_claim_id, also_claim_id, kind, score, number, attribution, shared, date_order,
    evidence
FROM suspected.suspected_repeat
