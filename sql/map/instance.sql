-- instance: the part of `process` that a map reads, with hashes in upper case; rows without a hash are left out.
CREATE OR REPLACE TABLE instance AS
SELECT
    upper(pid_hash) AS pid_hash, process_path, hostname, process_name, args, user_name, process_started,
    upper(parent_pid_hash) AS parent_pid_hash, process_term, exit_code, os_pid
FROM process
WHERE pid_hash <> '';
