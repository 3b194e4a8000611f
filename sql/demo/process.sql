-- The table process of the stdview layout.
SELECT
    pid_hash, parent_pid_hash, hostname, os_pid, parent_os_pid, process_name, args,
    image.filename AS process_path,
    image.filename AS filename,
    user_name,
    make_timestamptz(started) AS process_started,
    make_timestamptz(ended) AS process_term,
    make_timestamptz(started) AS first_seen,
    make_timestamptz(last_seen) AS last_seen,
    exit_code, agent_id,
    md5(image.filename) AS file_md5
FROM made
LEFT JOIN image ON image.image = made.executable
ORDER BY number
