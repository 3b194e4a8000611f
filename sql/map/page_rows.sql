-- The processes as the page shows them, in hash order.
SELECT
    m.bag, s.pid_hash, s.hostname, s.process_name, s.args, s.user_name, s.process_started, s.ptree, l.state,
    s.parent_pid_hash, s.process_term, s.exit_code, s.os_pid, f.flags, m.object,
    h.novelty, h.finding, h.reasons, h.labels
FROM selected s
JOIN member m USING (process)
JOIN lineage_state l USING (process)
JOIN lineage_flag f USING (process)
LEFT JOIN hunted h ON h.pid_hash = upper(s.pid_hash)
ORDER BY s.process
