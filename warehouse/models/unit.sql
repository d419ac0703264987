SELECT unit_id AS id, is_count, inferred, of_countries, most, most_of_one_country, what
FROM vocabulary.unit
