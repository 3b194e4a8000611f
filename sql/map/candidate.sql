-- candidate: one row per process instance, with its lineage and the first rule that leaves it out (NULL: selected).
-- Reads the views process, process_path, process_image_load and the one-row table selection_rule.
CREATE OR REPLACE TABLE candidate AS
WITH lineage AS (
    SELECT upper(pid_hash) AS pid_hash, min(ptree) AS ptree
    FROM process_path
    WHERE pid_hash <> ''
    GROUP BY ALL
),
-- Patterns are compared with the distinct lineages only: they are far fewer than the processes.
sensor_lineage AS (
    SELECT DISTINCT ptree
    FROM (SELECT DISTINCT ptree FROM lineage), (SELECT unnest(sensors) AS pattern FROM selection_rule)
    WHERE contains(lower(ptree), lower(pattern))
),
excluded_lineage AS (
    SELECT DISTINCT ptree
    FROM (SELECT DISTINCT ptree FROM lineage), (SELECT unnest(exclude_lineage) AS pattern FROM selection_rule)
    WHERE contains(lower(ptree), lower(pattern))
),
selected_host AS (
    SELECT DISTINCT lower(unnest(hosts)) AS hostname FROM selection_rule
),
repeated AS (
    SELECT upper(pid_hash) AS pid_hash
    FROM process
    WHERE pid_hash <> ''
    GROUP BY ALL
    HAVING count(*) > 1
),
instance AS (
    SELECT upper(pid_hash) AS pid_hash, hostname, process_name, args, user_name, process_started
    FROM process
    WHERE pid_hash <> '' AND upper(pid_hash) NOT IN (FROM repeated)
    UNION ALL
    -- Of several rows with one hash the earliest started stands for the process.
    SELECT upper(pid_hash), hostname, process_name, args, user_name, process_started
    FROM process
    WHERE upper(pid_hash) IN (FROM repeated)
    QUALIFY row_number() OVER (
        PARTITION BY upper(pid_hash)
        ORDER BY process_started NULLS LAST, hostname, process_name, args, user_name
    ) = 1
    UNION ALL
    -- Known only from its image loads.
    SELECT upper(pid_hash), min(hostname), min(process_name), NULL, NULL, NULL
    FROM process_image_load
    WHERE (SELECT include_unknown FROM selection_rule)
      AND pid_hash <> ''
      AND upper(pid_hash) NOT IN (SELECT upper(pid_hash) FROM process WHERE pid_hash <> '')
    GROUP BY upper(pid_hash)
)
SELECT
    i.*,
    l.ptree,
    CASE
        WHEN l.ptree IN (FROM sensor_lineage) THEN 'sensor'
        WHEN l.ptree IN (FROM excluded_lineage) THEN 'lineage'
        WHEN (r.since IS NOT NULL AND NOT coalesce(i.process_started >= r.since, false))
          OR (r.until IS NOT NULL AND NOT coalesce(i.process_started < r.until, false)) THEN 'time'
        WHEN len(r.hosts) > 0 AND NOT coalesce(lower(i.hostname) IN (FROM selected_host), false) THEN 'host'
    END AS left_out
FROM instance i
CROSS JOIN selection_rule r
LEFT JOIN lineage l USING (pid_hash);
