SELECT component, measure, claim_id, solution
FROM inferred.set_aside
