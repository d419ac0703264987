SELECT
    cell_id, measure, unit, population, excluding,
    basis = 'native' AS native,
    channel, side, kind,
    CASE WHEN kind = 'window' THEN since END AS since,
    CASE WHEN kind = 'window' THEN since_first END AS since_first,
    CASE WHEN kind = 'window' THEN since_last END AS since_last,
    count(*) AS n_claims
FROM claim
GROUP BY ALL
