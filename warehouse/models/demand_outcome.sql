-- What was published about a country before and after it asked Moscow. The last day that a demand
-- may mean is the day that counts. A document without a last day of publication was known by the
-- last day that its figures speak of.
WITH asked AS (
    SELECT demand_id, country, by_id, demand, demanded_on, demanded_last, response
    FROM demand
    WHERE addressee = 'RUS' AND demanded_last IS NOT NULL
),
figure AS (
    SELECT
        c.claim_id, c.population, o.root_claim_id,
        coalesce(c.high, c.low) AS most,
        coalesce(c.published_last, c.as_of_last) AS known_by
    FROM claim AS c
    JOIN origin AS o ON o.claim_id = c.claim_id
    JOIN unit AS u ON u.id = c.unit AND u.inferred
    JOIN side AS s ON s.id = c.side AND s.compared
    WHERE c.kind <> 'none'
),
placed AS (
    SELECT a.demand_id, f.claim_id, f.root_claim_id, f.most, f.known_by,
        f.known_by <= a.demanded_last AS is_before
    FROM asked AS a
    JOIN figure AS f ON f.population = a.country AND f.known_by IS NOT NULL
),
root_before AS (
    SELECT DISTINCT demand_id, root_claim_id FROM placed WHERE is_before
),
summed AS (
    SELECT
        p.demand_id,
        count(*) FILTER (p.is_before) AS n_before,
        count(*) FILTER (NOT p.is_before) AS n_after,
        max(p.most) FILTER (p.is_before) AS highest_before,
        max(p.most) FILTER (NOT p.is_before) AS highest_after,
        max_by(p.claim_id, (p.most, p.claim_id)) FILTER (p.is_before) AS highest_before_claim_id,
        max_by(p.claim_id, (p.most, p.claim_id)) FILTER (NOT p.is_before)
            AS highest_after_claim_id,
        max_by(p.claim_id, (p.known_by, p.claim_id)) FILTER (p.is_before) AS last_before_claim_id,
        min_by(p.claim_id, (p.known_by, p.claim_id)) FILTER (NOT p.is_before)
            AS first_after_claim_id,
        count(*) FILTER (NOT p.is_before AND b.root_claim_id IS NULL) AS new_after
    FROM placed AS p
    LEFT JOIN root_before AS b
        ON b.demand_id = p.demand_id AND b.root_claim_id = p.root_claim_id
    GROUP BY p.demand_id
)
SELECT
    a.demand_id, a.country, a.by_id, a.demand, a.demanded_on, a.demanded_last, a.response,
    coalesce(s.n_before, 0) AS n_before,
    coalesce(s.n_after, 0) AS n_after,
    s.highest_before, s.highest_after,
    s.highest_before_claim_id, s.highest_after_claim_id,
    s.last_before_claim_id, s.first_after_claim_id,
    coalesce(s.new_after, 0) AS new_after
FROM asked AS a
LEFT JOIN summed AS s ON s.demand_id = a.demand_id
