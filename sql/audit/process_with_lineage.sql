-- process_with_lineage.parquet: the processes whose recorded lineage has a parent, with that lineage, in the order of
-- process_path. lineage_process() looks up what C++ knows about the records (src/audit/assessment/lineage_processes.hpp): a join
-- would not preserve the order. It returns NULL for processes with ambiguous hashes; these come last.
WITH path AS (
    SELECT lineage_process(pid_hash) AS process, ptree, ptree_list, ptree_list_tuples
    FROM process_path
    WHERE len(ptree_list) >= 2
)
SELECT
    process.pid_hash, process.process_name, process.args, process.filename, process.hostname, process.exit_code,
    ptree, ptree_list, ptree_list_tuples
FROM path
WHERE process.pid_hash IS NOT NULL
UNION ALL
FROM ambiguous_with_lineage
