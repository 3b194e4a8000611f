-- The lens hosts: an object is a host and a span of time, its members are the processes started there then, and its bag
-- counts what start_feature(process, feature) says of them. bin_of() gives the beginning of a span on the clock of the
-- zone that was chosen.

-- started: the object of each selected process; NULL if its host or its start is not recorded. Hosts compare without
-- regard to case and are shown in the spelling that sorts first.
CREATE OR REPLACE VIEW started AS
SELECT
    process,
    hostname <> '' AS has_host,
    CASE WHEN process_started BETWEEN TIMESTAMP '0001-01-02' AND TIMESTAMP '9999-12-30' THEN
        min(nullif(hostname, '')) OVER (PARTITION BY lower(hostname))
        || ' ' || strftime(bin_of(process_started), '%Y-%m-%d %H:%M')
    END AS object
FROM selected;

CREATE OR REPLACE VIEW lens_member AS
SELECT object, process FROM started WHERE object IS NOT NULL;

CREATE OR REPLACE VIEW lens_row AS
SELECT s.object, f.feature, 1 AS count
FROM started s
JOIN start_feature f USING (process)
WHERE s.object IS NOT NULL AND f.feature IS NOT NULL;

CREATE OR REPLACE VIEW lens_left_out AS
WITH start_row AS (
    SELECT
        CASE
            WHEN NOT coalesce(s.has_host, false) THEN 'without_host'
            WHEN s.object IS NULL THEN 'without_start'
            WHEN f.feature IS NULL THEN 'without_name'
        END AS reason
    FROM started s
    JOIN start_feature f USING (process)
)
SELECT
    reason,
    CASE reason
        WHEN 'without_host' THEN 'no host name'
        WHEN 'without_start' THEN 'no start time'
        ELSE 'no name, or no command line'
    END AS why,
    count(*) AS count
FROM start_row
WHERE reason IS NOT NULL
GROUP BY reason
UNION ALL
SELECT
    'of_processes_left_out',
    'of processes or records that are left out',
    greatest(0, (SELECT rows FROM lens_recorded) - (SELECT count(*) FROM start_row));
