SELECT measure, population, as_of, evidence_used, low, high, low_method, high_method, tightest
FROM inferred.bound
