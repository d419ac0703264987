SELECT
    row_number() OVER (ORDER BY file, line, key, rule, message) AS problem_id,
    file, line, key, rule, value, message
FROM catalog.rejected
