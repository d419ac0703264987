-- What the words of a claim give outright, and the number in plain words. The qualifiers are those
-- of the readings (docs/methods.md, "Reading the words"); of one that is not listed nothing holds:
-- around N, an estimate, dozens and hundreds set no bound, whatever interval they are read as.
WITH guarantee (qualifier, gives_low, gives_high, bounds_low, bounds_high) AS (
    VALUES
        ('exactly', TRUE, TRUE, FALSE, FALSE), ('between', TRUE, TRUE, TRUE, TRUE),
        ('at least', TRUE, FALSE, TRUE, FALSE), ('more than', TRUE, FALSE, TRUE, FALSE),
        ('up to', FALSE, TRUE, FALSE, TRUE), ('fewer than', FALSE, TRUE, FALSE, TRUE),
        ('nearly', FALSE, TRUE, FALSE, FALSE)
),
printed AS (
    SELECT
        claim_id, qualifier, point IS NULL AND high IS NOT NULL AS by_magnitude,
        CASE WHEN qualifier = 'between' THEN low ELSE coalesce(point, low) END AS least,
        CASE WHEN qualifier = 'between' THEN high ELSE coalesce(point, high, low) END AS greatest
    FROM claim
),
digits AS (
    SELECT
        *,
        format('{:,}', least)
        || CASE WHEN greatest = least THEN '' ELSE ' to ' || format('{:,}', greatest) END AS written
    FROM printed
)
SELECT
    d.claim_id, d.least, d.greatest, d.written,
    CASE
        WHEN d.qualifier IN ('exactly', 'between') THEN d.written
        WHEN d.by_magnitude THEN d.qualifier
        ELSE d.qualifier || ' ' || d.written
    END AS phrase,
    coalesce(g.gives_low, FALSE) AS gives_low,
    coalesce(g.gives_high, FALSE) AS gives_high,
    coalesce(g.bounds_low, FALSE) AS bounds_low,
    coalesce(g.bounds_high, FALSE) AS bounds_high
FROM digits AS d
LEFT JOIN guarantee AS g ON g.qualifier = d.qualifier
