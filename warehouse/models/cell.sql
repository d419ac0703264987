SELECT
    c.cell_id, c.measure, c.unit, c.population, c.excluding,
    c.basis = 'native' AS native,
    c.channel, c.side, c.kind,
    CASE WHEN c.kind = 'window' THEN c.since END AS since,
    CASE WHEN c.kind = 'window' THEN c.since_first END AS since_first,
    CASE WHEN c.kind = 'window' THEN c.since_last END AS since_last,
    count(*) AS n_claims,
    count(DISTINCT o.root_claim_id) AS n_roots,
    count(DISTINCT o.witness_source_id) AS n_witnesses
FROM claim AS c
JOIN origin AS o ON o.claim_id = c.claim_id
GROUP BY ALL
