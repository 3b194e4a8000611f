-- What is evaluated, in its order; the scores follow as columns of scored_process. Reads labelled_process and
-- scored_process.
SELECT
    l.group_name, l.is_attack, l.counts_as_process, l.process_name,
    CASE WHEN l.host <> '' AND l.day IS NOT NULL THEN l.day || l.host END AS host_day,
    s.pid_hash IS NOT NULL AS is_scored,
    s.* EXCLUDE (pid_hash, host, process_name, day)
FROM labelled_process l
LEFT JOIN scored_process s USING (pid_hash)
ORDER BY l.group_name, l.pid_hash
