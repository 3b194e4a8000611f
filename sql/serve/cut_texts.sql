-- texts/FIELD.arrow: texts of a field, long ones cut.
SELECT cut.text, cut.whole FROM (SELECT cut_text(text) AS cut FROM field_text WHERE field = $1)
