-- What became of a claim: its events in their order, each with what it changed, column by column.
-- What was said first is no change; neither is a claim's place in the catalog.
CREATE OR REPLACE MACRO history_of(id) AS TABLE
WITH event AS (
    SELECT version, event, recorded_at, build_id
    FROM main.claim_version
    WHERE claim_id = id
),
told AS (
    FROM (
        SELECT
            version,
            COLUMNS(* EXCLUDE (
                version, event, until, build_id, content_sha256, claim_id, recorded_at,
                collection, file, line
            ))::VARCHAR
        FROM main.claim_version
        WHERE claim_id = id
    )
    UNPIVOT INCLUDE NULLS (value FOR dimension IN (* EXCLUDE (version)))
),
change AS (
    SELECT
        version,
        dimension,
        lag(value) OVER one AS before,
        value AS after,
        lag(version) OVER one AS version_before
    FROM told
    WINDOW one AS (PARTITION BY dimension ORDER BY version)
    QUALIFY version_before IS NOT NULL AND before IS DISTINCT FROM after
)
SELECT e.version, e.event, e.recorded_at, e.build_id, c.dimension, c.before, c.after
FROM event AS e
LEFT JOIN change AS c ON c.version = e.version
ORDER BY e.version, c.dimension;
