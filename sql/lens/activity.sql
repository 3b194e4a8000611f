-- The views of a lens whose script makes the view activity(pid_hash, feature, count); a feature is NULL where the record
-- names nothing.
CREATE OR REPLACE VIEW lens_row AS
SELECT s.process AS object, a.feature, a.count
FROM activity a
JOIN selected s ON s.pid_hash = upper(a.pid_hash)
WHERE a.feature IS NOT NULL;

CREATE OR REPLACE VIEW lens_recorded AS
SELECT count(*) AS rows FROM activity;

CREATE OR REPLACE VIEW lens_left_out AS
WITH known AS (
    SELECT DISTINCT upper(pid_hash) AS pid_hash FROM process WHERE pid_hash <> ''
),
left_out AS (
    SELECT
        CASE
            WHEN a.feature IS NULL THEN 'without_name'
            WHEN k.pid_hash IS NULL THEN 'of_unknown_processes'
            ELSE 'of_processes_left_out'
        END AS reason
    FROM activity a
    LEFT JOIN selected s ON s.pid_hash = upper(a.pid_hash)
    LEFT JOIN known k ON k.pid_hash = upper(a.pid_hash)
    WHERE s.pid_hash IS NULL OR a.feature IS NULL
)
SELECT
    reason,
    CASE reason
        WHEN 'without_name' THEN 'no address, path or key'
        WHEN 'of_unknown_processes' THEN 'of processes without a record'
        ELSE 'of processes that are left out'
    END AS why,
    count(*) AS count
FROM left_out
GROUP BY reason;
