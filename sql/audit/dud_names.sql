-- The names of processes without a parent hash, with counts; NULL for those without a name.
SELECT min(process_name) AS name, count(*) AS processes
FROM record
WHERE parent_pid_hash IS NULL
GROUP BY lower(process_name)
ORDER BY processes DESC, name NULLS FIRST;
