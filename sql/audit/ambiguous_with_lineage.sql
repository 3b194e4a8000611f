-- ambiguous_with_lineage: the rows of process_with_lineage for the processes in the table ambiguous_hash: each of their
-- records, with the longest of their lineages.
CREATE OR REPLACE TABLE ambiguous_with_lineage AS
WITH path AS (
    SELECT hash_key(pid_hash) AS pid_key, ptree, ptree_list, ptree_list_tuples
    FROM process_path
    WHERE len(ptree_list) >= 2 AND hash_key(pid_hash) IN (FROM ambiguous_hash)
    QUALIFY row_number() OVER (PARTITION BY hash_key(pid_hash) ORDER BY len(ptree_list) DESC, ptree_list) = 1
)
SELECT
    p.pid_hash, p.process_name, p.args, p.filename, p.hostname, p.exit_code,
    path.ptree, path.ptree_list, path.ptree_list_tuples
FROM process p
JOIN path ON path.pid_key = hash_key(p.pid_hash)
ORDER BY ALL;
