-- What each source that printed retellings changed in them. Every row of `drift` is counted once, in
-- one of the columns behind n_drifts.
WITH hop AS (
    SELECT claim_id, publisher_id FROM claim WHERE derives_from IS NOT NULL
),
changed AS (
    SELECT
        h.publisher_id, d.claim_id, d.change,
        CASE
            WHEN d.dimension IN ('low', 'high') THEN 'bound'
            WHEN d.dimension IN (
                'measure', 'population', 'excluding', 'basis', 'channel', 'side', 'window'
            ) THEN 'scope'
            ELSE d.dimension
        END AS about
    FROM drift AS d
    JOIN hop AS h ON h.claim_id = d.claim_id
),
summed AS (
    SELECT
        publisher_id,
        count(DISTINCT claim_id) AS n_drifted,
        count(*) AS n_drifts,
        count(*) FILTER (about = 'value' AND change = 'raised') AS value_raised,
        count(*) FILTER (about = 'value' AND change = 'lowered') AS value_lowered,
        count(*) FILTER (about = 'value' AND change = 'changed') AS value_changed,
        count(*) FILTER (about = 'qualifier' AND change = 'lost') AS qualifier_dropped,
        count(*) FILTER (about = 'qualifier' AND change = 'weakened') AS qualifier_weakened,
        count(*) FILTER (about = 'qualifier' AND change = 'gained') AS qualifier_added,
        count(*) FILTER (about = 'qualifier' AND change = 'strengthened') AS qualifier_strengthened,
        count(*) FILTER (about = 'qualifier' AND change = 'changed') AS qualifier_changed,
        count(*) FILTER (about = 'bound' AND change = 'lost') AS bound_lost,
        count(*) FILTER (about = 'bound' AND change = 'gained') AS bound_added,
        count(*) FILTER (about = 'hedge' AND change = 'lost') AS hedge_dropped,
        count(*) FILTER (about = 'hedge' AND change = 'gained') AS hedge_added,
        count(*) FILTER (about = 'unit') AS unit_changed,
        -- A count that loses its start counts more; one that is given a start counts less.
        count(*) FILTER (about = 'scope' AND change IN ('widened', 'lost')) AS scope_widened,
        count(*) FILTER (about = 'scope' AND change IN ('narrowed', 'gained')) AS scope_narrowed,
        count(*) FILTER (about = 'scope' AND change = 'changed') AS scope_changed,
        count(*) FILTER (about = 'as_of') AS date_moved,
        count(*) FILTER (about = 'evidence' AND change = 'lost') AS evidence_dropped,
        count(*) FILTER (about = 'evidence' AND change = 'weakened') AS evidence_weakened,
        count(*) FILTER (about = 'evidence' AND change IN ('gained', 'strengthened'))
            AS evidence_strengthened,
        count(*) FILTER (about = 'evidence' AND change = 'changed') AS evidence_changed,
        count(*) FILTER (about = 'attribution' AND change = 'lost') AS attribution_dropped,
        count(*) FILTER (about = 'attribution' AND change = 'changed') AS attribution_changed
    FROM changed
    GROUP BY publisher_id
)
SELECT
    h.publisher_id AS source_id,
    h.n_hops,
    h.n_hops - coalesce(s.n_drifted, 0) AS n_faithful,
    coalesce(s.n_drifts, 0) AS n_drifts,
    coalesce(s.value_raised, 0) AS value_raised,
    coalesce(s.value_lowered, 0) AS value_lowered,
    coalesce(s.value_changed, 0) AS value_changed,
    coalesce(s.qualifier_dropped, 0) AS qualifier_dropped,
    coalesce(s.qualifier_weakened, 0) AS qualifier_weakened,
    coalesce(s.qualifier_added, 0) AS qualifier_added,
    coalesce(s.qualifier_strengthened, 0) AS qualifier_strengthened,
    coalesce(s.qualifier_changed, 0) AS qualifier_changed,
    coalesce(s.bound_lost, 0) AS bound_lost,
    coalesce(s.bound_added, 0) AS bound_added,
    coalesce(s.hedge_dropped, 0) AS hedge_dropped,
    coalesce(s.hedge_added, 0) AS hedge_added,
    coalesce(s.unit_changed, 0) AS unit_changed,
    coalesce(s.scope_widened, 0) AS scope_widened,
    coalesce(s.scope_narrowed, 0) AS scope_narrowed,
    coalesce(s.scope_changed, 0) AS scope_changed,
    coalesce(s.date_moved, 0) AS date_moved,
    coalesce(s.evidence_dropped, 0) AS evidence_dropped,
    coalesce(s.evidence_weakened, 0) AS evidence_weakened,
    coalesce(s.evidence_strengthened, 0) AS evidence_strengthened,
    coalesce(s.evidence_changed, 0) AS evidence_changed,
    coalesce(s.attribution_dropped, 0) AS attribution_dropped,
    coalesce(s.attribution_changed, 0) AS attribution_changed
FROM (SELECT publisher_id, count(*) AS n_hops FROM hop GROUP BY publisher_id) AS h
LEFT JOIN summed AS s ON s.publisher_id = h.publisher_id
