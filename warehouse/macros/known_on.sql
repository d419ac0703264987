-- The claims known by a day: published by then or, where the day of publication is open, speaking
-- of a time that was over by then.
CREATE OR REPLACE MACRO known_on(d) AS TABLE
SELECT *
FROM main.claim
WHERE coalesce(published_last, as_of_last) <= CAST(d AS DATE);
