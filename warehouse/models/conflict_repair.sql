SELECT conflict_id, rank, claim_id, dimension, before, after, sentence
FROM inferred.conflict_repair
