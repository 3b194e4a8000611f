-- The counts of the table counted, merging hosts and names that differ only in case.
WITH folded AS (
    SELECT *, lower(hostname) AS host, lower(process_name) AS name FROM counted
)
SELECT
    by_host,
    by_name,
    by_day,
    by_hour,
    min(hostname) AS hostname,
    min(process_name) AS process_name,
    CAST(DATE '1970-01-01' + day_number AS VARCHAR) AS day,
    hour,
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
GROUP BY by_host, by_name, by_day, by_hour, host, name, day_number, hour
ORDER BY
    by_host, by_name, by_day, by_hour,
    -- Hosts and names by number of processes, also with days; days and hours in chronological order.
    CASE WHEN by_host OR by_name
        THEN sum(sum(processes)) OVER (PARTITION BY by_host, by_name, by_day, host, name)
    END DESC NULLS LAST,
    CASE WHEN by_host THEN lower(min(hostname)) END,
    CASE WHEN by_name THEN lower(min(process_name)) END,
    day_number,
    hour;
