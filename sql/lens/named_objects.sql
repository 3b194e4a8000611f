-- The views of a lens whose objects have names, from the view object_feature(pid_hash, object, feature, count): a row
-- counts a feature of an object and says that a process is its member.
CREATE OR REPLACE VIEW lens_row AS
SELECT r.object, r.feature, r.count
FROM object_feature r
JOIN selected s ON s.pid_hash = upper(r.pid_hash)
WHERE r.object IS NOT NULL AND r.feature IS NOT NULL;

CREATE OR REPLACE VIEW lens_member AS
SELECT DISTINCT r.object, s.process
FROM object_feature r
JOIN selected s ON s.pid_hash = upper(r.pid_hash)
WHERE r.object IS NOT NULL;

CREATE OR REPLACE VIEW lens_recorded AS
SELECT count(*) AS rows FROM object_feature;

CREATE OR REPLACE VIEW lens_left_out AS
WITH known AS (
    SELECT DISTINCT upper(pid_hash) AS pid_hash FROM process WHERE pid_hash <> ''
),
left_out AS (
    SELECT
        CASE
            WHEN r.object IS NULL OR r.feature IS NULL THEN 'without_name'
            WHEN k.pid_hash IS NULL THEN 'of_unknown_processes'
            ELSE 'of_processes_left_out'
        END AS reason
    FROM object_feature r
    LEFT JOIN selected s ON s.pid_hash = upper(r.pid_hash)
    LEFT JOIN known k ON k.pid_hash = upper(r.pid_hash)
    WHERE s.pid_hash IS NULL OR r.object IS NULL OR r.feature IS NULL
)
SELECT
    reason,
    CASE reason
        WHEN 'without_name' THEN 'no object or no feature'
        WHEN 'of_unknown_processes' THEN 'of processes without a record'
        ELSE 'of processes that are left out'
    END AS why,
    count(*) AS count
FROM left_out
GROUP BY reason;
