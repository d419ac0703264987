-- What the catalog could not read, and what its archived pages say otherwise.
SELECT
    row_number() OVER (ORDER BY file, line, key, rule, message) AS problem_id,
    file, line, key, rule, value, message
FROM (
    SELECT file, line, key, rule, value, message FROM catalog.rejected
    UNION ALL
    SELECT file, line, key, rule, value, message FROM anchored.rejected
)
