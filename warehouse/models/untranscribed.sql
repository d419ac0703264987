SELECT document_id, sha256, start, "end", exact, low, high, point, qualifier, unit, why
FROM anchored.untranscribed
