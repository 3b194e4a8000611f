-- Ranks of the features that match a pattern.
SELECT rank AS id FROM feature WHERE regexp_matches(name, $1, 'i') ORDER BY id
