-- Processes, and among them those of each state and with each flag: in all, by host, by name, by day, by hour of the day
-- and by host and day. Hosts and names that differ only in case count together.
SELECT
    grouping(host) = 0 AS by_host,
    grouping(name) = 0 AS by_name,
    grouping(day) = 0 AS by_day,
    grouping(hour) = 0 AS by_hour,
    min(hostname) AS hostname,
    min(process_name) AS process_name,
    CAST(day AS VARCHAR) AS day,
    CAST(hour AS INTEGER) AS hour,
    count(*) AS processes,
    count(*) FILTER (state = 'root') AS root,
    count(*) FILTER (state = 'complete') AS complete,
    count(*) FILTER (state = 'truncated') AS truncated,
    count(*) FILTER (state = 'orphan') AS orphan,
    count(*) FILTER (state = 'dud') AS dud,
    count(*) FILTER (state = 'cyclic') AS cyclic,
    count(*) FILTER (missing_path) AS missing_path,
    count(*) FILTER (short_path) AS short_path,
    count(*) FILTER (wrong_path) AS wrong_path,
    count(*) FILTER (self_parent) AS self_parent,
    count(*) FILTER (parent_started_later) AS parent_started_later,
    count(*) FILTER (parent_ended_earlier) AS parent_ended_earlier,
    count(*) FILTER (cross_host_parent) AS cross_host_parent,
    count(*) FILTER (duplicate_pid_hash) AS duplicate_pid_hash,
    count(*) FILTER (nameless) AS nameless,
    count(*) FILTER (malformed_hash) AS malformed_hash,
    count(*) FILTER (unexpected_parent) AS unexpected_parent,
    count(*) FILTER (repaired) AS repaired,
    count(likely_parent_pid_hash) AS likely_parent
FROM (SELECT *, lower(hostname) AS host, lower(process_name) AS name FROM assessment)
GROUP BY GROUPING SETS ((), (host), (name), (day), (hour), (host, day))
ORDER BY
    by_host, by_name, by_day, by_hour,
    CASE WHEN grouping(day) = 0 OR grouping(hour) = 0 THEN 0 ELSE count(*) END DESC,
    lower(min(hostname)), lower(min(process_name)), day, hour;
