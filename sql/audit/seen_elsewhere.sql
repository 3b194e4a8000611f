-- Processes without a record of their own that are named elsewhere: as somebody's parent, as the process of an image
-- load, or both; and how many image loads have no process at all or one without a record.
-- Reads record, identity, link and the view process_image_load.
WITH parents AS (
    SELECT DISTINCT hash_key(r.parent_pid_hash) AS pid_key
    FROM link l
    JOIN record r ON r.rowid = l.record
    WHERE l.parent IS NULL AND l.has_parent_hash
),
-- Counted before they are looked up: a process has dozens of loads.
spelled AS (
    SELECT pid_hash, count(*) AS loads FROM process_image_load GROUP BY ALL
),
loaders AS (
    SELECT hash_key(blank_is_null(pid_hash)) AS pid_key, loads FROM spelled
),
unknown AS (
    SELECT pid_key, sum(loads) AS loads FROM loaders ANTI JOIN identity USING (pid_key) GROUP BY ALL
)
SELECT
    count(*) FILTER (is_parent AND loads IS NULL) AS only_parent,
    count(*) FILTER (is_parent IS NULL AND pid_key IS NOT NULL) AS only_loads,
    count(*) FILTER (is_parent AND loads IS NOT NULL) AS parent_and_loads,
    coalesce(sum(loads) FILTER (pid_key IS NOT NULL), 0)::BIGINT AS loads_of_unknown,
    coalesce(sum(loads) FILTER (pid_key IS NULL), 0)::BIGINT AS loads_without_hash
FROM (SELECT pid_key, true AS is_parent FROM parents)
FULL JOIN unknown USING (pid_key);
