-- The names in rows of process_path whose lineage is shorter than 2, with counts.
SELECT min(process_name) AS name, count(*) AS paths
FROM (SELECT blank_is_null(process_name) AS process_name FROM recorded_path WHERE length < 2)
GROUP BY lower(process_name)
ORDER BY paths DESC, name NULLS FIRST;
