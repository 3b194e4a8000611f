-- process_nondud.parquet: the processes that have a parent hash.
SELECT pid_hash, process_name, args, filename, hostname, exit_code
FROM process
WHERE blank_is_null(parent_pid_hash) IS NOT NULL
