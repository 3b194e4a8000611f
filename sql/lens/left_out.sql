-- lens_recorded and lens_left_out of a lens whose script makes the view recorded_row(pid_hash, lacks): the rows that its
-- table has, and in words what a row lacks to be counted, NULL if nothing.
CREATE OR REPLACE VIEW lens_recorded AS
SELECT count(*) AS rows FROM recorded_row;

CREATE OR REPLACE VIEW lens_left_out AS
WITH known AS (
    SELECT DISTINCT upper(pid_hash) AS pid_hash FROM process WHERE pid_hash <> ''
),
left_out AS (
    SELECT
        CASE
            WHEN r.lacks IS NOT NULL THEN 'without_name'
            WHEN k.pid_hash IS NULL THEN 'of_unknown_processes'
            ELSE 'of_processes_left_out'
        END AS reason,
        r.lacks
    FROM recorded_row r
    LEFT JOIN selected s ON s.pid_hash = upper(r.pid_hash)
    LEFT JOIN known k ON k.pid_hash = upper(r.pid_hash)
    WHERE s.pid_hash IS NULL OR r.lacks IS NOT NULL
)
SELECT
    reason,
    CASE reason
        WHEN 'without_name' THEN any_value(lacks)
        WHEN 'of_unknown_processes' THEN 'of processes without a record'
        ELSE 'of processes that are left out'
    END AS why,
    count(*) AS count
FROM left_out
GROUP BY reason;
