SELECT
    m.measure_id AS id,
    m.name,
    m.kind,
    coalesce((
        SELECT string_agg(p.parent_id, ',' ORDER BY p.parent_id)
        FROM vocabulary.measure_parent AS p
        WHERE p.measure_id = m.measure_id
    ), '') AS parents,
    coalesce((
        SELECT string_agg(d.other, ',' ORDER BY d.other)
        FROM (
            SELECT measure_a AS one, measure_b AS other FROM vocabulary.measure_disjoint
            UNION
            SELECT measure_b AS one, measure_a AS other FROM vocabulary.measure_disjoint
        ) AS d
        WHERE d.one = m.measure_id
    ), '') AS disjoint,
    m.beginning, m.what
FROM vocabulary.measure AS m
