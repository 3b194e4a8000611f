-- object_row: objects by point, then by number, with the numbers of their names in field_text. Reads the view
-- object_file.
INSERT INTO field_text
SELECT 'object', row_number() OVER (), text
FROM (SELECT DISTINCT name AS text FROM object_file WHERE name IS NOT NULL ORDER BY text);
INSERT INTO object_row
SELECT CAST(row_number() OVER (ORDER BY o.bag, o.object) - 1 AS INTEGER), o.object, o.bag, coalesce(t.id, 0)
FROM object_file o
LEFT JOIN field_text t ON t.field = 'object' AND t.text = o.name
ORDER BY 1;
