SELECT
    r.cell_id, c.measure, c.unit, c.population, c.excluding,
    CASE WHEN c.native THEN 'native' ELSE 'unspecified' END AS basis,
    c.channel, c.since, r.as_of, r.rule, r.low, r.best, r.high,
    r.n_claims, r.n_roots, r.n_left_out, r.because
FROM ruled.reconciled AS r
JOIN cell AS c ON c.cell_id = r.cell_id
