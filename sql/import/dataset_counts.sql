-- What the dataset holds: processes, image loads, hosts, first and last time. Reads written_process and
-- written_process_image_load.
SELECT
    count(*) AS processes,
    (SELECT count(*) FROM written_process_image_load) AS image_loads,
    count(DISTINCT hostname) AS hosts,
    epoch_us(min(first_seen)) AS first_time,
    epoch_us(max(last_seen)) AS last_time
FROM written_process
