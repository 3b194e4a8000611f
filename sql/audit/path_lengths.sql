-- Rows of process_path by the length of their lineage.
SELECT length, count(*) AS paths
FROM recorded_path
GROUP BY length
ORDER BY length;
