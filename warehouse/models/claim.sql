-- The catalog's claims with what follows from each one alone: its kind in time, the bounds that
-- may be used, and its cell. A cumulative claim whose `since` begins no later than the beginning
-- counts everything, as one without `since` does.
WITH typed AS (
    SELECT
        c.claim_id, c.document_id, c.collection, c.claimant_id,
        c.says, c.low, c.high, c.point, c.qualifier, c.hedged,
        c.measure, c.unit, c.population, c.excluding, c.basis, c.channel, c.evidence, c.side,
        c.since, c.as_of, c.since_first, c.since_last, c.as_of_first, c.as_of_last,
        c.derives_from, c.link, c.part_of, c.partition, c.checked, c.note, c.file, c.line,
        d.publisher_id,
        d.published_first,
        d.published_last,
        CASE
            WHEN m.kind <> 'cumulative' THEN m.kind
            WHEN c.since IS NULL OR coalesce(c.since_first <= m.beginning, TRUE) THEN 'cumulative'
            ELSE 'window'
        END AS kind,
        e.floor,
        coalesce(c.basis = 'native', FALSE) AS native
    FROM catalog.claim AS c
    JOIN catalog.document AS d ON d.document_id = c.document_id
    JOIN vocabulary.measure AS m ON m.measure_id = c.measure
    JOIN vocabulary.evidence AS e ON e.evidence_id = c.evidence
)
SELECT
    t.claim_id, t.document_id, t.collection, t.claimant_id, t.publisher_id,
    t.says, t.low, t.high, t.point, t.qualifier, t.hedged,
    t.low AS true_low,
    CASE WHEN t.floor THEN NULL ELSE t.high END AS true_high,
    left(sha256(CAST(json_object(
        'measure', t.measure,
        'unit', t.unit,
        'population', t.population,
        'excluding', t.excluding,
        'native', t.native,
        'channel', t.channel,
        'side', t.side,
        'since', CASE WHEN t.kind = 'window' THEN t.since END
    ) AS VARCHAR)), 16) AS cell_id,
    t.measure, t.unit, t.population, t.excluding, t.basis, t.channel, t.evidence, t.floor,
    t.side, t.kind, t.since, t.as_of, t.since_first, t.since_last, t.as_of_first, t.as_of_last,
    t.published_first, t.published_last,
    t.derives_from, t.link, t.part_of, t.partition, t.checked, t.note,
    r.recorded_at, t.file, t.line
FROM typed AS t
JOIN recorded AS r ON r.claim_id = t.claim_id
