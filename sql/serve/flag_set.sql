-- flag_set: every combination of flags that occurs, as bits. Reads the view point_file and the table lineage_flag.
CREATE TABLE flag_set AS
SELECT lineage_flags, CAST(sum(1 << bit) AS INTEGER) AS flags
FROM (SELECT DISTINCT lineage_flags FROM point_file) s
JOIN lineage_flag f ON list_contains(s.lineage_flags, f.name)
GROUP BY lineage_flags;
