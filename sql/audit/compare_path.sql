-- Every row of process_path, to be compared with the rebuilt lineage of its process: its hashes from the process upward,
-- and their number. Both are NULL in a row without ptree_list; compare_path_without_list has those.
SELECT pid_hash, blank_is_null(process_name) AS process_name, len(ptree_list) AS length, ptree_list AS hashes
FROM process_path;
