-- Pages that were brought in before their document stands in the catalog wait in the archive.
SELECT
    s.document_id, s.sha256, s.version, s.latest, s.captured_at, s.seen_at, s.url, s.how,
    s.media_type, s.charset, s.bytes, s.http_status, s.etag, s.last_modified,
    s.method, s.text_sha256, s.characters, s.body_characters, s.problem
FROM archive.snapshot AS s
JOIN catalog.document AS d ON d.document_id = s.document_id
