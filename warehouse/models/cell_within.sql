-- Which cells lie inside which, dates of the figures apart: by measure, unit, population with its
-- exclusions, basis, channel and window. Only these pairs are ever joined to claims.
WITH comparable AS (
    SELECT
        c.cell_id, c.measure, c.unit, c.population, c.excluding, c.native, c.channel, c.side,
        c.kind, c.since, c.since_first, c.since_last,
        p.kind = 'all_countries' AS is_foreign
    FROM cell AS c
    JOIN population AS p ON p.id = c.population
    JOIN side AS s ON s.id = c.side AND s.compared
    -- A percentage is no count, and "other" units are not one unit.
    JOIN unit AS u ON u.id = c.unit AND u.is_count
    WHERE c.kind <> 'none'
),
-- Everything that could stand around each cell, before asking which of it is counted by anybody.
around AS MATERIALIZED (
    SELECT
        a.cell_id, a.measure, a.unit, a.native, a.side, a.kind, a.since, a.since_first, a.since_last,
        a.is_foreign,
        m.outer_id AS outer_measure, c.outer_id AS outer_channel,
        p.outer_population, p.outer_excluding
    FROM comparable AS a
    JOIN measure_within AS m ON m.inner_id = a.measure
    JOIN channel_within AS c ON c.inner_id = a.channel
    JOIN population_scope_within AS p
        ON p.inner_population = a.population AND p.inner_excluding = a.excluding
)
SELECT
    a.cell_id AS inner_id,
    b.cell_id AS outer_id,
    b.kind <> 'window' OR a.since_first >= b.since_last AS since_certain,
    b.kind = 'window' AND a.since = b.since AS since_alike
FROM around AS a
JOIN comparable AS b
    ON b.measure = a.outer_measure
    AND b.unit = a.unit
    AND b.population = a.outer_population
    AND b.excluding = a.outer_excluding
    AND b.channel = a.outer_channel
    AND b.native = a.native
    AND b.side = a.side
WHERE
    -- People born somewhere are not all foreign nationals now.
    (NOT a.native OR NOT b.is_foreign OR a.is_foreign)
    AND (
        (b.kind = 'stock' AND a.kind = 'stock')
        OR b.kind = 'cumulative'
        -- The dead of a window need not be among the recruited of that window.
        OR (
            b.kind = 'window' AND a.kind = 'window' AND a.measure = b.measure
            AND a.since_last >= b.since_first
        )
    )
