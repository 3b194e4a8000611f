-- The names in rows of process_path with a lineage shorter than 2, with counts. Names that differ only in case are
-- counted together.
SELECT min(process_name) AS name, sum(paths)::BIGINT AS paths
FROM short_path
GROUP BY lower(process_name)
ORDER BY paths DESC, name NULLS FIRST;
