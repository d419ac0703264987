SELECT population_id AS population, member_id AS member
FROM vocabulary.population_member
