SELECT channel_id AS id, name, inside AS parent, what
FROM vocabulary.channel
