-- Reflexive and transitive closure over the comparable measures.
WITH RECURSIVE closure AS (
    SELECT measure_id AS inner_id, measure_id AS outer_id
    FROM vocabulary.measure
    WHERE kind <> 'none'
    UNION
    SELECT c.inner_id, p.parent_id AS outer_id
    FROM closure AS c
    JOIN vocabulary.measure_parent AS p ON p.measure_id = c.outer_id
)
SELECT inner_id, outer_id FROM closure
