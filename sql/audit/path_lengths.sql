-- Rows of process_path by the length of their lineage, and how many of them belong to processes without a parent hash.
SELECT length, count(*) AS paths, count(*) FILTER (NOT link.has_parent_hash) AS of_duds
FROM path
LEFT JOIN link USING (record)
GROUP BY length
ORDER BY length;
