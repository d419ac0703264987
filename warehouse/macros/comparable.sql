-- Every claim with which one claim can certainly be compared, stored in `comparison` or not.
CREATE OR REPLACE MACRO comparable(id) AS TABLE
WITH one AS (
    SELECT
        c.*, o.root_document_id,
        coalesce(c.as_of_first, DATE '0001-01-01') AS day_first,
        coalesce(c.as_of_last, DATE '9999-12-31') AS day_last
    FROM claim AS c
    JOIN origin AS o ON o.claim_id = c.claim_id
),
direction AS (
    SELECT w.inner_id, w.outer_id, w.since_certain, w.since_alike, x.claim_id AS claim_a,
        y.claim_id AS claim_b
    FROM cell_within AS w
    JOIN one AS x ON x.cell_id = w.inner_id
    JOIN one AS y ON y.cell_id = w.outer_id
    WHERE x.claim_id = id OR y.claim_id = id
)
SELECT
    d.claim_a, d.claim_b,
    a.true_low, b.true_high,
    coalesce(a.true_low > b.true_high, FALSE) AS contradicts
FROM direction AS d
JOIN one AS a ON a.claim_id = d.claim_a
JOIN one AS b ON b.claim_id = d.claim_b
WHERE
    d.claim_a <> d.claim_b
    AND (
        d.since_certain
        OR (
            d.since_alike
            AND (a.document_id = b.document_id OR a.root_document_id = b.root_document_id)
        )
    )
    AND (
        (
            a.as_of = b.as_of
            AND (a.document_id = b.document_id OR a.root_document_id = b.root_document_id)
        )
        OR CASE
            WHEN a.kind = 'stock' AND b.kind = 'stock' THEN
                a.day_first = a.day_last AND b.day_first = b.day_last
                AND a.day_first = b.day_first
            ELSE a.day_last <= b.day_first
        END
    );
