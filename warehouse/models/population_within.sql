-- Whoever belongs to the inner population belongs to the outer one. Two ways to know: all of the
-- inner one's members are known and are members of the outer one; or the inner one is said to be
-- inside something that is within the outer one. A group that is not complete contains its known
-- members and nothing else is assumed of it.
WITH RECURSIVE member AS (
    SELECT population_id, member_id FROM vocabulary.population_member
    UNION
    SELECT population_id, population_id AS member_id
    FROM vocabulary.population
    WHERE kind = 'country'
),
whole AS (
    SELECT p.population_id, count(*) AS n_members
    FROM vocabulary.population AS p
    JOIN member AS m ON m.population_id = p.population_id
    WHERE p.complete OR p.kind = 'country'
    GROUP BY p.population_id
),
covered AS (
    SELECT a.population_id AS inner_id, b.population_id AS outer_id
    FROM whole AS w
    JOIN member AS a ON a.population_id = w.population_id
    JOIN member AS b ON b.member_id = a.member_id
    GROUP BY a.population_id, b.population_id, w.n_members
    HAVING count(*) = w.n_members
),
step AS (
    SELECT inner_id, outer_id FROM covered
    UNION
    SELECT population_id AS inner_id, inside AS outer_id
    FROM vocabulary.population
    WHERE inside IS NOT NULL
),
closure AS (
    SELECT population_id AS inner_id, population_id AS outer_id FROM vocabulary.population
    UNION
    SELECT c.inner_id, s.outer_id
    FROM closure AS c
    JOIN step AS s ON s.inner_id = c.outer_id
)
SELECT inner_id, outer_id FROM closure
