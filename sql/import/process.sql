-- The table process of the stdview layout: one row per process instance named by any event, ordered by hash.
-- grouped_process() is computed by C++ (src/import/tables/process_rows.hpp) while it is read; times are microseconds
-- since 1970.
SELECT
    pid_hash,
    parent_pid_hash,
    short_host(host) AS hostname,
    os_pid,
    parent_os_pid,
    file_name(image) AS process_name,
    args,
    image AS filename,
    image AS process_path,
    user_name,
    make_timestamptz(started) AS process_started,
    make_timestamptz(ended) AS process_term,
    make_timestamptz(first_seen) AS first_seen,
    make_timestamptz(last_seen) AS last_seen,
    exit_code,
    agent_id,
    file_md5,
    record_number,
    record_channel,
    'windows' AS os_family
FROM grouped_process()
