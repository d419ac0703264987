-- Containment of populations with exclusions, among those that comparable claims count. Known in
-- two ways: the inner population is within the outer one and holds nobody whom the outer one leaves
-- out; or all of the inner one's countries are known, and what remains of them is in what remains
-- of the outer one.
WITH scope AS (
    SELECT DISTINCT population, excluding
    FROM cell
    WHERE kind <> 'none' AND side IN (SELECT id FROM side WHERE compared)
),
member AS (
    SELECT population, member FROM population_member
    UNION
    SELECT id AS population, id AS member FROM population WHERE kind = 'country'
),
known_whole AS (
    SELECT id AS population FROM population WHERE complete OR kind = 'country'
),
taken_out AS (
    SELECT scope.population, scope.excluding, unnest(string_split(scope.excluding, ',')) AS country
    FROM scope
    WHERE scope.excluding <> ''
),
nested AS (
    SELECT
        a.population AS inner_population, a.excluding AS inner_excluding,
        b.population AS outer_population, b.excluding AS outer_excluding
    FROM scope AS a
    JOIN population_within AS w ON w.inner_id = a.population
    JOIN scope AS b ON b.population = w.outer_id
),
cannot_hold AS (
    -- A population holds nobody from a country that is missing from something known whole around it.
    SELECT DISTINCT a.population, t.country
    FROM scope AS a
    CROSS JOIN (SELECT DISTINCT country FROM taken_out) AS t
    JOIN population_within AS w ON w.inner_id = a.population
    JOIN known_whole AS k ON k.population = w.outer_id
    LEFT JOIN member AS m ON m.population = w.outer_id AND m.member = t.country
    WHERE m.member IS NULL
),
may_hold_what_is_out AS (
    SELECT DISTINCT
        n.inner_population, n.inner_excluding, n.outer_population, n.outer_excluding
    FROM nested AS n
    JOIN taken_out AS t
        ON t.population = n.outer_population AND t.excluding = n.outer_excluding
    LEFT JOIN cannot_hold AS h ON h.population = n.inner_population AND h.country = t.country
    WHERE h.country IS NULL AND NOT list_contains(string_split(n.inner_excluding, ','), t.country)
),
remaining AS (
    SELECT s.population, s.excluding, m.member
    FROM scope AS s
    JOIN member AS m ON m.population = s.population
    WHERE NOT list_contains(string_split(s.excluding, ','), m.member)
),
size AS (
    SELECT r.population, r.excluding, count(*) AS n_members
    FROM remaining AS r
    JOIN known_whole AS k ON k.population = r.population
    GROUP BY r.population, r.excluding
),
covered AS (
    SELECT
        a.population AS inner_population, a.excluding AS inner_excluding,
        b.population AS outer_population, b.excluding AS outer_excluding
    FROM size AS s
    JOIN remaining AS a ON a.population = s.population AND a.excluding = s.excluding
    JOIN remaining AS b ON b.member = a.member
    GROUP BY a.population, a.excluding, b.population, b.excluding, s.n_members
    HAVING count(*) = s.n_members
)
SELECT n.inner_population, n.inner_excluding, n.outer_population, n.outer_excluding
FROM nested AS n
WHERE NOT EXISTS (
    SELECT 1
    FROM may_hold_what_is_out AS h
    WHERE
        h.inner_population = n.inner_population AND h.inner_excluding = n.inner_excluding
        AND h.outer_population = n.outer_population AND h.outer_excluding = n.outer_excluding
)
UNION
SELECT c.inner_population, c.inner_excluding, c.outer_population, c.outer_excluding
FROM covered AS c
