-- The table process_image_load of the stdview layout: one row per process instance and image. Reads known_event, and
-- written_process, the table process that was just written.
WITH told AS (
    SELECT pid_hash, loaded, min(time) AS first_seen, max(time) AS last_seen, count(*) AS num_load, min(md5) AS md5
    FROM known_event
    WHERE kind = 'load'
    GROUP BY pid_hash, loaded
)
SELECT
    p.pid_hash,
    told.loaded AS filename,
    p.hostname,
    p.process_name,
    make_timestamptz(epoch_us(told.first_seen)) AS first_seen,
    make_timestamptz(epoch_us(told.last_seen)) AS last_seen,
    told.num_load,
    lower(hash_text(told.md5)) AS file_md5
FROM told
JOIN (SELECT pid_hash, hostname, process_name, pid_hash::UUID AS hash FROM written_process) p ON p.hash = told.pid_hash
ORDER BY p.pid_hash, filename
