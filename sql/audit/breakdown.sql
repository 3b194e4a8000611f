-- Processes, and among them those of each state and with each flag: in all, by host, by name, by day, by hour of the day
-- and by host and day. Hosts and names that differ only in case count together.
-- Counted in two steps: there are far fewer combinations than processes.
WITH combination AS (
    SELECT
        hostname,
        process_name,
        CAST(coalesce(process_started, first_seen) AS DATE) AS day,
        hour(coalesce(process_started, first_seen)) AS hour,
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
        count(likely_parent) AS likely_parent
    FROM record
    POSITIONAL JOIN assessment
    GROUP BY ALL
),
folded AS (
    SELECT *, lower(hostname) AS host, lower(process_name) AS name FROM combination
)
SELECT
    grouping(host) = 0 AS by_host,
    grouping(name) = 0 AS by_name,
    grouping(day) = 0 AS by_day,
    grouping(hour) = 0 AS by_hour,
    min(hostname) AS hostname,
    min(process_name) AS process_name,
    CAST(day AS VARCHAR) AS day,
    CAST(hour AS INTEGER) AS hour,
    sum(processes)::BIGINT AS processes,
    sum(root)::BIGINT AS root,
    sum(complete)::BIGINT AS complete,
    sum(truncated)::BIGINT AS truncated,
    sum(orphan)::BIGINT AS orphan,
    sum(dud)::BIGINT AS dud,
    sum(cyclic)::BIGINT AS cyclic,
    sum(missing_path)::BIGINT AS missing_path,
    sum(short_path)::BIGINT AS short_path,
    sum(wrong_path)::BIGINT AS wrong_path,
    sum(self_parent)::BIGINT AS self_parent,
    sum(parent_started_later)::BIGINT AS parent_started_later,
    sum(parent_ended_earlier)::BIGINT AS parent_ended_earlier,
    sum(cross_host_parent)::BIGINT AS cross_host_parent,
    sum(duplicate_pid_hash)::BIGINT AS duplicate_pid_hash,
    sum(nameless)::BIGINT AS nameless,
    sum(malformed_hash)::BIGINT AS malformed_hash,
    sum(unexpected_parent)::BIGINT AS unexpected_parent,
    sum(repaired)::BIGINT AS repaired,
    sum(likely_parent)::BIGINT AS likely_parent
FROM folded
GROUP BY GROUPING SETS ((), (host), (name), (day), (hour), (host, day))
ORDER BY
    by_host, by_name, by_day, by_hour,
    -- Hosts and names by how many processes they have, also with days; days and hours in their order.
    CASE WHEN grouping(host) = 0 OR grouping(name) = 0
        THEN sum(sum(processes)) OVER (PARTITION BY grouping(host), grouping(name), grouping(day), host, name)
    END DESC NULLS LAST,
    CASE WHEN grouping(host) = 0 THEN lower(min(hostname)) END,
    CASE WHEN grouping(name) = 0 THEN lower(min(process_name)) END,
    day,
    hour;
