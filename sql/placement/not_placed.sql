-- not_placed.parquet: the new processes without a place, in hash order. Reads the tables selected and not_placed.
SELECT
    s.pid_hash, s.hostname, s.process_name, s.args, s.user_name, s.process_started, s.ptree, n.unknown_features, n.reason
FROM not_placed n
JOIN selected s USING (process)
ORDER BY process
