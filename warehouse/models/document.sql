SELECT
    document_id, collection, publisher_id, title, url,
    published, published_first, published_last, language, file, line
FROM catalog.document
