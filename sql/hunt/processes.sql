-- processes.parquet of a hunt: the selected processes with what was found of each.
SELECT s.pid_hash, s.process_name, s.hostname, s.process_started, s.args, h.* EXCLUDE (process)
FROM hunted h
JOIN selected s USING (process)
ORDER BY process
