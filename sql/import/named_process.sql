-- named_process: what loads show of their process, in the order of pid_hash; the same as the table process says
-- (process.sql), which is written meanwhile. Reads known_event.
CREATE OR REPLACE VIEW named_process AS
WITH told AS (
    SELECT pid_hash, min(number) AS first, min(number) FILTER (kind = 'start') AS start
    FROM known_event
    GROUP BY pid_hash
    HAVING bool_or(kind = 'load')
)
SELECT
    hash_text(told.pid_hash) AS pid_hash,
    short_host(f.host) AS hostname,
    file_name(coalesce(s.image, f.image)) AS process_name
FROM told
JOIN event f ON f.number = told.first
LEFT JOIN event s ON s.number = told.start
ORDER BY told.pid_hash;
