SELECT claim_id, old_sha256, new_sha256, old_words, new_words, latest
FROM anchored.changed_words
