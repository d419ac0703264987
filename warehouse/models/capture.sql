SELECT
    row_number() OVER (ORDER BY c.happened_at, c.document_id, c.event) AS capture_id,
    c.document_id, c.happened_at, c.event, c.how, c.url, c.final_url, c.sha256, c.http_status, c.message, c.latest
FROM archive.capture AS c
JOIN catalog.document AS d ON d.document_id = c.document_id
