-- How many candidates each rule leaves out, how many remain, and how many of those have no recorded lineage.
SELECT
    count(*) FILTER (left_out = 'sensor') AS sensors,
    count(*) FILTER (left_out = 'lineage') AS excluded_lineage,
    count(*) FILTER (left_out = 'time') AS outside_time,
    count(*) FILTER (left_out = 'host') AS other_hosts,
    count(*) FILTER (left_out IS NULL) AS selected,
    count(*) FILTER (left_out IS NULL AND ptree IS NULL) AS without_lineage
FROM candidate;
