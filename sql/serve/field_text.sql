-- field_text: the distinct texts of each field of a process, numbered from 1 in the order of their bytes.
-- Reads the view point_file. A hash that is 32 hex digits is no text: it is kept as 128 bits.
CREATE TABLE field_text AS
SELECT field, CAST(row_number() OVER (PARTITION BY field ORDER BY text) AS INTEGER) AS id, text
FROM (
    SELECT DISTINCT 'host' AS field, hostname AS text FROM point_file
    UNION ALL SELECT DISTINCT 'name', process_name FROM point_file
    UNION ALL SELECT DISTINCT 'args', args FROM point_file
    UNION ALL SELECT DISTINCT 'user', user_name FROM point_file
    UNION ALL SELECT DISTINCT 'lineage', ptree FROM point_file
    UNION ALL SELECT DISTINCT 'hash_text', pid_hash FROM point_file WHERE hash_bits(pid_hash).form = 2
)
WHERE text IS NOT NULL
ORDER BY field, id;
