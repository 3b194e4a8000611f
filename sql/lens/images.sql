-- The lens images: a process is the bag of the code images (executables and DLLs) that it loaded.
CREATE OR REPLACE VIEW lens_row AS
SELECT s.process AS object, l.filename AS feature, 1 AS count
FROM process_image_load l
JOIN selected s ON s.pid_hash = upper(l.pid_hash);

CREATE OR REPLACE VIEW lens_recorded AS
SELECT count(*) AS rows FROM process_image_load;

CREATE OR REPLACE VIEW lens_left_out AS
WITH known AS (
    SELECT DISTINCT upper(pid_hash) AS pid_hash FROM process WHERE pid_hash <> ''
),
left_out AS (
    SELECT
        CASE
            WHEN l.filename IS NULL OR l.filename = '' THEN 'without_name'
            WHEN k.pid_hash IS NULL THEN 'of_unknown_processes'
            ELSE 'of_processes_left_out'
        END AS reason
    FROM process_image_load l
    LEFT JOIN selected s ON s.pid_hash = upper(l.pid_hash)
    LEFT JOIN known k ON k.pid_hash = upper(l.pid_hash)
    WHERE s.pid_hash IS NULL OR l.filename IS NULL OR l.filename = ''
)
SELECT
    reason,
    CASE reason
        WHEN 'without_name' THEN 'no file name'
        WHEN 'of_unknown_processes' THEN 'loaded by processes without a record (--include-unknown maps them)'
        ELSE 'loaded by processes that are left out'
    END AS why,
    count(*) AS count
FROM left_out
GROUP BY reason;
