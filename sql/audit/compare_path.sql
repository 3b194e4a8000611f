-- Every row of process_path, to be compared with the rebuilt lineage of its process: its hashes from the process
-- upwards, and their number. Both are NULL in a row without ptree_list; see compare_path_without_list for those.
SELECT pid_hash, blank_is_null(process_name) AS process_name, len(ptree_list) AS length, ptree_list AS hashes
FROM process_path;
