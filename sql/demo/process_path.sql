-- The table process_path of the stdview layout.
WITH listed AS (
    SELECT number, pid_hash, hostname, process_name, path_hashes, coalesce(path_names, [NULL::VARCHAR]) AS path_names
    FROM made
    WHERE path_hashes IS NOT NULL
)
SELECT
    pid_hash, hostname, process_name,
    (len(path_hashes) - 1)::INTEGER AS level,
    CASE WHEN process_name IS NOT NULL THEN '=' || array_to_string(path_names, '->') END AS ptree,
    path_hashes AS ptree_list,
    list_zip(path_hashes, path_names)::STRUCT(pid_hash VARCHAR, process_name VARCHAR)[] AS ptree_list_tuples
FROM listed
ORDER BY number
