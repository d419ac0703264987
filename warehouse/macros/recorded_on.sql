-- The claims that Muster had recorded, as they now stand, by a moment (UTC).
CREATE OR REPLACE MACRO recorded_on(t) AS TABLE
SELECT *
FROM main.claim
WHERE recorded_at <= CAST(t AS TIMESTAMP);
