SELECT
    demand_id, document_id, country, by_id, demand,
    demanded_on, demanded_first, demanded_last,
    addressee, response, responded_on, responded_first, responded_last,
    note, file, line
FROM catalog.demand
