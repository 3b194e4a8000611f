SELECT text FROM field_text WHERE field = $1 AND id = $2
