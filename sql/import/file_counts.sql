-- What each file gave to the dataset: processes, image loads, hosts, first and last time. Reads known_event.
SELECT
    file,
    count(*) AS events,
    count(DISTINCT pid_hash) AS processes,
    count(DISTINCT (pid_hash, loaded)) FILTER (kind = 'load') AS image_loads,
    count(DISTINCT short_host(host)) AS hosts,
    epoch_us(min(time)) AS first_time,
    epoch_us(max(time)) AS last_time
FROM known_event
GROUP BY file
ORDER BY file
