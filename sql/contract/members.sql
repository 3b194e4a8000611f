-- members.parquet: the selected processes with their object and its bag, NULL for those in no object, in hash order.
SELECT
    m.object, m.bag,
    s.pid_hash, s.hostname, s.process_name, s.args, s.user_name, s.process_started, s.ptree,
    s.parent_pid_hash, s.process_term, s.exit_code, s.os_pid
FROM selected s
JOIN contract_member m USING (process)
ORDER BY s.process
