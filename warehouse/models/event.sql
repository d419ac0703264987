SELECT event_id, document_id, date, date_first, date_last, instrument, what, note, file, line
FROM catalog.event
