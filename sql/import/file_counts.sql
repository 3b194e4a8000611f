-- What each file gave to the dataset: events, processes, loads, hosts, first and last time. Reads known_event. Counted in
-- two steps: groups of fixed size can be spilled, sets of distinct values cannot.
WITH process_in_file AS (
    SELECT
        file, pid_hash,
        sum(events)::BIGINT AS events,
        coalesce(sum(events) FILTER (kind = 'load'), 0)::BIGINT AS loads,
        min(time) AS first_time,
        max(last_time) AS last_time
    FROM known_event
    GROUP BY file, pid_hash
),
host_in_file AS (
    SELECT file, count(DISTINCT short_host(host)) AS hosts
    FROM (SELECT DISTINCT file, host FROM known_event)
    GROUP BY file
)
SELECT
    file,
    sum(events)::BIGINT AS events,
    count(*) AS processes,
    sum(loads)::BIGINT AS image_loads,
    any_value(hosts) AS hosts,
    epoch_us(min(first_time)) AS first_time,
    epoch_us(max(last_time)) AS last_time
FROM process_in_file
JOIN host_in_file USING (file)
GROUP BY file
ORDER BY file
