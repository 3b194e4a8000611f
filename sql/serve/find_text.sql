-- Numbers of the texts of a field that match a pattern.
SELECT id FROM field_text WHERE field = $1 AND regexp_matches(text, $2, 'i') ORDER BY id
