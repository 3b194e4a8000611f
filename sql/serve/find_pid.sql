-- Rows of the processes whose pid_hash matches a pattern.
SELECT row AS id FROM process_hash WHERE regexp_matches(text, $1, 'i') ORDER BY id
