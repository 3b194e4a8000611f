-- objects.arrow
SELECT point, name FROM object_row ORDER BY row
