-- candidate: one row per process instance, with its lineage and the first rule that leaves it out (NULL: selected).
-- Reads the table instance, the view process_path and the one-row table selection_rule.
CREATE OR REPLACE TABLE candidate AS
WITH lineage AS (
    SELECT upper(pid_hash) AS pid_hash, min(ptree) AS ptree
    FROM process_path
    WHERE pid_hash <> ''
    GROUP BY ALL
),
-- Patterns are matched against distinct lineages, of which there are far fewer than processes.
distinct_lineage AS (
    SELECT DISTINCT ptree FROM lineage
),
sensor_lineage AS (
    SELECT DISTINCT ptree
    FROM distinct_lineage, (SELECT unnest(sensors) AS pattern FROM selection_rule)
    WHERE contains(lower(ptree), lower(pattern))
),
excluded_lineage AS (
    SELECT DISTINCT ptree
    FROM distinct_lineage, (SELECT unnest(exclude_lineage) AS pattern FROM selection_rule)
    WHERE contains(lower(ptree), lower(pattern))
),
selected_host AS (
    SELECT DISTINCT lower(unnest(hosts)) AS hostname FROM selection_rule
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
