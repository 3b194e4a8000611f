-- The table process_registry of the stdview layout: one row per process instance, activity, key, value and data, ordered
-- by these.
-- grouped_registry() is computed by C++ (src/import/tables/activity_rows.hpp) while it is read; times are microseconds since
-- 1970. The parts of `target` are those that sql/import/macros.sql joins.
WITH split AS (SELECT *, string_split(target, chr(31)) AS part FROM grouped_registry())
SELECT
    pid_hash,
    hostname,
    process_name,
    part[2] AS reg_path,
    nullif(part[3], '') AS reg_value,
    nullif(array_to_string(part[4:], chr(31)), '') AS reg_data,
    nullif(part[1], '') AS activity_type,
    events AS event_count,
    make_timestamptz(first_seen) AS first_seen,
    make_timestamptz(last_seen) AS last_seen
FROM split
