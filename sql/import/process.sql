-- The table process of the stdview layout: one row per process instance that any event names. A start says most; what
-- it does not say, or when there is none, the first event that does. Reads known_event and import_file.
SELECT
    pid_hash,
    arg_min(parent_pid_hash, number) AS parent_pid_hash,
    short_host(arg_min(host, number)) AS hostname,
    arg_min(pid, number) AS os_pid,
    arg_min(parent_pid, number) AS parent_os_pid,
    file_name(coalesce(arg_min(image, number) FILTER (kind = 'start'), arg_min(image, number))) AS process_name,
    arg_min(args, number) AS args,
    coalesce(arg_min(image, number) FILTER (kind = 'start'), arg_min(image, number)) AS filename,
    coalesce(arg_min(image, number) FILTER (kind = 'start'), arg_min(image, number)) AS process_path,
    coalesce(arg_min(user_name, number) FILTER (kind = 'start'), arg_min(user_name, number)) AS user_name,
    make_timestamptz(epoch_us(min(started))) AS process_started,
    make_timestamptz(epoch_us(max(time) FILTER (kind = 'end'))) AS process_term,
    make_timestamptz(epoch_us(min(time))) AS first_seen,
    make_timestamptz(epoch_us(max(time))) AS last_seen,
    arg_min(exit_code, number) AS exit_code,
    arg_min(f.agent_id, number) AS agent_id,
    arg_min(md5, number) FILTER (kind = 'start') AS file_md5,
    'windows' AS os_family
FROM known_event
JOIN import_file f USING (file)
GROUP BY pid_hash
ORDER BY pid_hash
