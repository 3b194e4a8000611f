-- Processes without a record of their own that are named elsewhere: as somebody's parent, as the process of an image
-- load, or both. Reads record, identity and the view process_image_load.
WITH parents AS (
    SELECT DISTINCT hash_key(parent_pid_hash) AS pid_key
    FROM record
    WHERE parent_pid_hash IS NOT NULL AND hash_key(parent_pid_hash) NOT IN (SELECT pid_key FROM identity)
),
loaders AS (
    SELECT hash_key(pid_hash) AS pid_key, count(*) AS loads
    FROM process_image_load
    WHERE hash_key(pid_hash) NOT IN (SELECT pid_key FROM identity)
    GROUP BY ALL
)
SELECT
    count(*) FILTER (loads IS NULL) AS only_parent,
    count(*) FILTER (is_parent IS NULL) AS only_loads,
    count(*) FILTER (is_parent AND loads IS NOT NULL) AS parent_and_loads,
    coalesce(sum(loads), 0)::BIGINT AS loads
FROM (SELECT pid_key, true AS is_parent FROM parents)
FULL JOIN loaders USING (pid_key);
