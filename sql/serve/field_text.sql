-- field_text: the distinct texts of each field of a process, numbered from 1 in the order of their bytes.
-- Reads the view point_file. (Of hashes only those that are no 128 bits are texts; they are added later.)
CREATE TABLE field_text AS
SELECT field, CAST(row_number() OVER (PARTITION BY field ORDER BY text) AS INTEGER) AS id, text
FROM (
    SELECT DISTINCT 'host' AS field, hostname AS text FROM point_file
    UNION ALL SELECT DISTINCT 'name', process_name FROM point_file
    UNION ALL SELECT DISTINCT 'args', args FROM point_file
    UNION ALL SELECT DISTINCT 'user', user_name FROM point_file
    UNION ALL SELECT DISTINCT 'lineage', ptree FROM point_file
)
WHERE text IS NOT NULL
ORDER BY field, id;
