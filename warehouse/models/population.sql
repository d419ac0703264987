SELECT population_id AS id, name, kind, inside AS parent, complete, what
FROM vocabulary.population
