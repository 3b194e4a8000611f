-- process_with_lineage.parquet: the processes whose recorded lineage has a parent, with that lineage. Of several rows of
-- process_path for one process (their hashes are in repeated_path) the longest counts.
WITH path AS (
    SELECT hash_key(pid_hash) AS pid_key, ptree, ptree_list, ptree_list_tuples
    FROM process_path
    WHERE len(ptree_list) >= 2
),
chosen AS (
    FROM path
    WHERE pid_key NOT IN (FROM repeated_path)
    UNION ALL
    FROM path
    WHERE pid_key IN (FROM repeated_path)
    QUALIFY row_number() OVER (PARTITION BY pid_key ORDER BY len(ptree_list) DESC, ptree_list) = 1
)
SELECT
    p.pid_hash, p.process_name, p.args, p.filename, p.hostname, p.exit_code,
    chosen.ptree, chosen.ptree_list, chosen.ptree_list_tuples
FROM process p
JOIN chosen ON chosen.pid_key = hash_key(p.pid_hash)
