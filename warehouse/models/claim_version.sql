-- All events up to now, and what this run adds: claims that are new or are back after a withdrawal,
-- claims of which something else is said, and claims that are no longer there. What is recorded now
-- has the moment's time in `claim` already.
WITH latest AS (
    SELECT *
    FROM ledger.version
    QUALIFY row_number() OVER (PARTITION BY claim_id ORDER BY version DESC) = 1
),
said AS (
    SELECT
        CASE WHEN l.event IN ('recorded', 'revised') THEN 'revised' ELSE 'recorded' END AS event,
        coalesce(l.version, 0) + 1 AS version,
        m.build_id,
        r.content_sha256,
        c.*
    FROM claim AS c
    JOIN recorded AS r ON r.claim_id = c.claim_id
    CROSS JOIN ledger.moment AS m
    LEFT JOIN latest AS l ON l.claim_id = c.claim_id
    WHERE l.version IS NULL OR l.event = 'withdrawn' OR l.content_sha256 <> r.content_sha256
),
withdrawn AS (
    SELECT l.* REPLACE (
        'withdrawn' AS event,
        l.version + 1 AS version,
        m.build_id AS build_id,
        m.recorded_at AS recorded_at
    )
    FROM latest AS l
    CROSS JOIN ledger.moment AS m
    LEFT JOIN claim AS c ON c.claim_id = l.claim_id
    WHERE l.event <> 'withdrawn' AND c.claim_id IS NULL
),
event AS (
    SELECT * FROM ledger.version
    UNION ALL
    SELECT * FROM said
    UNION ALL
    SELECT * FROM withdrawn
)
SELECT
    e.*,
    lead(e.recorded_at) OVER (PARTITION BY e.claim_id ORDER BY e.version) AS until
FROM event AS e
