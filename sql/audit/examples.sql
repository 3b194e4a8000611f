-- A few records of every state and with every flag, no more than two of one process name, the commonest names first:
-- what audit.html shows. Parameter: how many of each.
WITH term AS (
    FROM assessment SELECT state AS term, process_name, record WHERE state NOT IN ('root', 'complete')
    UNION ALL FROM assessment SELECT 'missing_path', process_name, record WHERE missing_path
    UNION ALL FROM assessment SELECT 'short_path', process_name, record WHERE short_path
    UNION ALL FROM assessment SELECT 'wrong_path', process_name, record WHERE wrong_path
    UNION ALL FROM assessment SELECT 'self_parent', process_name, record WHERE self_parent
    UNION ALL FROM assessment SELECT 'parent_started_later', process_name, record WHERE parent_started_later
    UNION ALL FROM assessment SELECT 'parent_ended_earlier', process_name, record WHERE parent_ended_earlier
    UNION ALL FROM assessment SELECT 'cross_host_parent', process_name, record WHERE cross_host_parent
    UNION ALL FROM assessment SELECT 'duplicate_pid_hash', process_name, record WHERE duplicate_pid_hash
    UNION ALL FROM assessment SELECT 'nameless', process_name, record WHERE nameless
    UNION ALL FROM assessment SELECT 'malformed_hash', process_name, record WHERE malformed_hash
    UNION ALL FROM assessment SELECT 'unexpected_parent', process_name, record WHERE unexpected_parent
),
by_name AS (
    SELECT term, count(*) AS processes, min(record) AS first_record, max(record) AS last_record
    FROM term
    GROUP BY term, lower(process_name)
),
chosen AS (
    SELECT term, record
    FROM (
        SELECT term, 0 AS turn, processes, first_record AS record FROM by_name
        UNION ALL
        SELECT term, 1, processes, last_record FROM by_name WHERE last_record > first_record
    )
    QUALIFY row_number() OVER (PARTITION BY term ORDER BY turn, processes DESC, record) <= $1
)
SELECT
    chosen.term,
    chosen.record,
    r.pid_hash,
    r.hostname,
    r.process_name,
    CAST(coalesce(r.process_started, r.first_seen) AS VARCHAR) AS started,
    a.state,
    a.depth,
    r.parent_pid_hash,
    a.likely_parent_pid_hash
FROM chosen
JOIN record r ON r.rowid = chosen.record
JOIN assessment a USING (record)
ORDER BY term, record;
