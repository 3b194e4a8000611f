-- What the dataset holds: processes, hosts, first and last time. Reads written_process.
SELECT
    count(*) AS processes,
    count(DISTINCT hostname) AS hosts,
    epoch_us(min(first_seen)) AS first_time,
    epoch_us(max(last_seen)) AS last_time
FROM written_process
