-- Rows of process_path that belong to processes without a parent hash, by the length of their lineage.
SELECT length, count(*) AS processes
FROM recorded_path
WHERE pid_key IN (SELECT hash_key(pid_hash) FROM record WHERE parent_pid_hash IS NULL AND pid_hash IS NOT NULL)
GROUP BY length
ORDER BY length;
