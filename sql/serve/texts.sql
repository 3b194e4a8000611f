-- texts/FIELD.arrow: texts of a field, uncut.
SELECT text, CAST(0 AS INTEGER) AS whole FROM field_text WHERE field = $1
