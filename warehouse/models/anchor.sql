SELECT
    claim_id || '/' || coalesce(sha256, 'none') AS anchor_id,
    claim_id, sha256, latest, status, start, "end", exact, prefix, suffix, match, n_places,
    there, there_low, there_high, method, message
FROM anchored.anchor
