SELECT
    whole_claim_id, n_parts, parts, sum_low, sum_high, residual_low, residual_high, stated,
    contradicts, statement
FROM inferred.sum_of_parts
