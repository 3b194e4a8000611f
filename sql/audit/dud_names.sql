-- The names of processes without a parent hash, with counts; NULL for those without a name. Names that differ only in
-- case are counted together.
SELECT min(process_name) AS name, count(*) AS processes
FROM dud
GROUP BY lower(process_name)
ORDER BY processes DESC, name NULLS FIRST;
