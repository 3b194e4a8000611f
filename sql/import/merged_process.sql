-- process of an earlier import and of this one: values from the earlier one take precedence, missing ones are added.
-- Reads earlier_process and new_process.
WITH both_imports AS (
    SELECT 1 AS import, * FROM earlier_process
    UNION ALL BY NAME
    SELECT 2 AS import, * FROM new_process
)
SELECT
    pid_hash,
    arg_min(parent_pid_hash, import) AS parent_pid_hash,
    arg_min(hostname, import) AS hostname,
    arg_min(os_pid, import) AS os_pid,
    arg_min(parent_os_pid, import) AS parent_os_pid,
    arg_min(process_name, import) AS process_name,
    arg_min(args, import) AS args,
    arg_min(filename, import) AS filename,
    arg_min(process_path, import) AS process_path,
    arg_min(user_name, import) AS user_name,
    min(process_started) AS process_started,
    max(process_term) AS process_term,
    min(first_seen) AS first_seen,
    max(last_seen) AS last_seen,
    arg_min(exit_code, import) AS exit_code,
    arg_min(agent_id, import) AS agent_id,
    arg_min(file_md5, import) AS file_md5,
    arg_min(file_sha2, import) AS file_sha2,
    arg_min(imphash, import) AS imphash,
    arg_min(original_file_name, import) AS original_file_name,
    arg_min(company, import) AS company,
    arg_min(product, import) AS product,
    arg_min(file_version, import) AS file_version,
    arg_min(integrity_level, import) AS integrity_level,
    arg_min(logon_id, import) AS logon_id,
    arg_min(current_directory, import) AS current_directory,
    arg_min(parent_process_name, import) AS parent_process_name,
    arg_min(parent_args, import) AS parent_args,
    arg_min(record_number, import) AS record_number,
    arg_min(record_channel, import) AS record_channel,
    'windows' AS os_family
FROM both_imports
GROUP BY pid_hash
ORDER BY pid_hash
