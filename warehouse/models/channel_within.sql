WITH RECURSIVE closure AS (
    SELECT channel_id AS inner_id, channel_id AS outer_id
    FROM vocabulary.channel
    UNION
    SELECT c.inner_id, p.inside AS outer_id
    FROM closure AS c
    JOIN vocabulary.channel AS p ON p.channel_id = c.outer_id
    WHERE p.inside IS NOT NULL
)
SELECT inner_id, outer_id FROM closure
