-- processes.parquet of a hunt: the selected processes with what was found of each. Both tables hold a row for each of
-- them, in the same order.
SELECT s.pid_hash, s.process_name, s.hostname, s.process_started, s.args, h.* EXCLUDE (process)
FROM hunted h
POSITIONAL JOIN selected s
