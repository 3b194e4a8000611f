-- The processes as the page shows them, in the order of their hashes.
SELECT
    m.bag, s.pid_hash, s.hostname, s.process_name, s.args, s.user_name, s.process_started, s.ptree, l.state
FROM selected s
JOIN member m USING (object)
JOIN lineage_state l USING (object)
ORDER BY s.object
