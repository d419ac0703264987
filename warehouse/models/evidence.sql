SELECT evidence_id AS id, floor, assumed, what
FROM vocabulary.evidence
