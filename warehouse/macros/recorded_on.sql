-- The claims as Muster had recorded them at a moment (UTC; a day means its beginning), with the
-- columns of the table claim: what it then said of them, without those that it had withdrawn.
CREATE OR REPLACE MACRO recorded_on(t) AS TABLE
SELECT * EXCLUDE (event, version, until, build_id, content_sha256)
FROM main.claim_version
WHERE
    event <> 'withdrawn'
    AND recorded_at <= CAST(t AS TIMESTAMP)
    AND (until IS NULL OR until > CAST(t AS TIMESTAMP));
