-- How many rows of `process` each rule leaves out; the columns are those of SelectionCounts.
SELECT
    (SELECT count(*) FROM process) AS records,
    (SELECT count(*) FROM process WHERE pid_hash IS NULL OR pid_hash = '') AS without_hash,
    (SELECT count(pid_hash) - count(DISTINCT upper(pid_hash)) FROM process WHERE pid_hash <> '') AS repeated,
    count(*) FILTER (left_out = 'sensor') AS sensors,
    count(*) FILTER (left_out = 'lineage') AS excluded_lineage,
    count(*) FILTER (left_out = 'time') AS outside_time,
    count(*) FILTER (left_out = 'host') AS other_hosts,
    count(*) FILTER (left_out IS NULL) AS selected,
    count(*) FILTER (left_out IS NULL AND ptree IS NULL) AS without_lineage
FROM candidate;
