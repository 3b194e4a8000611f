-- Rows of the processes whose pid_hash matches a pattern.
SELECT row AS id FROM process WHERE regexp_matches(pid_hash, $1, 'i') ORDER BY id
