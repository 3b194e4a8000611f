-- The lens files: a process is the bag of what it did to which files. Paths are folded, so that what differs
-- between users, versions and runs counts as one (novelty/folded_text.hpp); the activity comes last, so that the end of
-- a feature says what was done to what.
CREATE OR REPLACE VIEW files_activity AS
SELECT
    pid_hash,
    least(greatest(1, coalesce(event_count, 1)), 1000000) AS count,
    CASE WHEN filename <> '' THEN
        folded_path(lower(filename)).path || coalesce(' ' || lower(nullif(activity_type, '')), '')
    END AS feature
FROM process_file;

CREATE OR REPLACE VIEW lens_row AS
SELECT s.process AS object, a.feature, a.count
FROM files_activity a
JOIN selected s ON s.pid_hash = upper(a.pid_hash)
WHERE a.feature IS NOT NULL;

CREATE OR REPLACE VIEW lens_recorded AS
SELECT count(*) AS rows FROM files_activity;

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
    FROM files_activity a
    LEFT JOIN selected s ON s.pid_hash = upper(a.pid_hash)
    LEFT JOIN known k ON k.pid_hash = upper(a.pid_hash)
    WHERE s.pid_hash IS NULL OR a.feature IS NULL
)
SELECT
    reason,
    CASE reason
        WHEN 'without_name' THEN 'no path'
        WHEN 'of_unknown_processes' THEN 'of processes without a record'
        ELSE 'of processes that are left out'
    END AS why,
    count(*) AS count
FROM left_out
GROUP BY reason;
