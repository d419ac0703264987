SELECT side_id AS id, compared, assumed, what
FROM vocabulary.side
