SELECT conflict_id, kind, size, identities, excess, statement, repair, complete
FROM inferred.conflict
