SELECT component, n_claims, n_conflicts, size, n_solutions, complete, gap
FROM inferred.component
