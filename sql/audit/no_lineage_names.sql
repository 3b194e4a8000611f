-- The names in rows of process_path whose lineage is shorter than 2, with counts.
SELECT min(process_name) AS name, sum(paths)::BIGINT AS paths
FROM (SELECT process_name, count(*) AS paths FROM path WHERE length < 2 GROUP BY ALL)
GROUP BY lower(process_name)
ORDER BY paths DESC, name NULLS FIRST;
