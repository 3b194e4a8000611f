-- object: the objects of a lens whose objects are not processes, numbered from 0 in byte order of their names.
CREATE OR REPLACE TABLE object AS
SELECT CAST(row_number() OVER (ORDER BY name) - 1 AS INTEGER) AS object, name
FROM (SELECT DISTINCT object AS name FROM lens_member WHERE object IS NOT NULL)
ORDER BY name;
