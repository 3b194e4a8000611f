-- The table process_net_conn of the stdview layout: one row per process instance, protocol, local and remote address, and
-- port of the service, whoever offers it; ordered by process. The other port is drawn anew for each connection and NULL.
-- grouped_connection() is computed by C++ (src/import/tables/activity_rows.hpp) while it is read; times are microseconds
-- since 1970. The parts of `target` are those that sql/import/macros.sql joins.
WITH split AS (SELECT *, string_split(target, chr(31)) AS part FROM grouped_connection())
SELECT
    pid_hash,
    hostname,
    process_name,
    upper(md5(pid_hash || target)) AS conn_id,
    nullif(part[1], '') AS protocol,
    nullif(part[2], '') AS local_ip_addr,
    try_cast(part[3] AS INTEGER) AS local_port,
    part[4] AS remote_ip_addr,
    try_cast(part[5] AS INTEGER) AS remote_port,
    events AS total_events,
    NULL::BIGINT AS total_size,
    make_timestamptz(first_seen) AS first_seen,
    make_timestamptz(last_seen) AS last_seen
FROM split
