-- Who says least and who says most about each country. "Up to N" states no least number, so it
-- enters below with its N; "at least N" states no greatest, so it enters above with its N.
WITH figure AS (
    SELECT
        c.claim_id, c.population, c.measure, o.root_claim_id, o.witness_source_id, o.party,
        c.point, c.as_of_last,
        CASE WHEN c.qualifier IN ('up to', 'fewer than') THEN c.high ELSE c.low END AS least,
        coalesce(c.high, c.low) AS most
    FROM claim AS c
    JOIN origin AS o ON o.claim_id = c.claim_id
    JOIN population AS p ON p.id = c.population AND p.kind = 'country'
    JOIN unit AS u ON u.id = c.unit AND u.inferred
    JOIN channel AS ch ON ch.id = c.channel AND ch.parent IS NULL
    JOIN side AS s ON s.id = c.side AND s.compared
    WHERE c.excluding = '' AND c.kind IN ('cumulative', 'stock')
),
clash AS (
    SELECT f.population, f.measure, x.claim_a, x.claim_b, x.verdict
    FROM comparison AS x
    JOIN figure AS f ON f.claim_id = x.claim_a
    WHERE x.verdict IN ('contradict', 'possible')
    UNION
    SELECT f.population, f.measure, x.claim_a, x.claim_b, x.verdict
    FROM comparison AS x
    JOIN figure AS f ON f.claim_id = x.claim_b
    WHERE x.verdict IN ('contradict', 'possible')
),
clashes AS (
    SELECT
        population, measure,
        count(*) FILTER (verdict = 'contradict') AS contradictory,
        count(*) FILTER (verdict = 'possible') AS possible
    FROM clash
    GROUP BY population, measure
),
asked AS (
    SELECT country, min(demanded_last) AS first_demand
    FROM demand
    WHERE addressee = 'RUS'
    GROUP BY country
),
summed AS (
    SELECT
        population, measure,
        count(*) AS n_claims,
        count(DISTINCT root_claim_id) AS n_roots,
        count(DISTINCT witness_source_id) AS n_witnesses,
        min(least) AS lowest,
        min_by(claim_id, (least, claim_id)) AS lowest_claim_id,
        min_by(party, (least, claim_id)) AS lowest_party,
        max(most) AS highest,
        max_by(claim_id, (most, claim_id)) AS highest_claim_id,
        max_by(party, (most, claim_id)) AS highest_party,
        max_by(point, (as_of_last, claim_id)) FILTER (point IS NOT NULL) AS latest_point,
        max_by(claim_id, (as_of_last, claim_id)) FILTER (point IS NOT NULL) AS latest_claim_id
    FROM figure
    GROUP BY population, measure
)
SELECT
    s.population,
    p.name AS country_name,
    s.measure,
    s.n_claims,
    s.n_roots,
    s.n_witnesses,
    s.lowest,
    s.lowest_claim_id,
    s.lowest_party,
    s.highest,
    s.highest_claim_id,
    s.highest_party,
    s.latest_point,
    s.latest_claim_id,
    s.highest - s.lowest AS spread,
    coalesce(x.contradictory, 0) AS contradictory,
    coalesce(x.possible, 0) AS possible,
    a.first_demand
FROM summed AS s
JOIN population AS p ON p.id = s.population
LEFT JOIN clashes AS x ON x.population = s.population AND x.measure = s.measure
LEFT JOIN asked AS a ON a.country = s.population
