-- The table process_file of the stdview layout: one row per process instance, activity and file, ordered by these.
-- grouped_file() is computed by C++ (src/import/tables/activity_rows.hpp) while it is read; times are microseconds since
-- 1970. The parts of `target` are those that sql/import/macros.sql joins.
SELECT
    pid_hash,
    hostname,
    process_name,
    substr(target, strpos(target, chr(31)) + 1) AS filename,
    split_part(target, chr(31), 1) AS activity_type,
    events AS event_count,
    make_timestamptz(first_seen) AS first_seen,
    make_timestamptz(last_seen) AS last_seen
FROM grouped_file()
