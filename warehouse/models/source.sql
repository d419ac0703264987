SELECT source_id, name, kind, country, party, homepage
FROM catalog.source
