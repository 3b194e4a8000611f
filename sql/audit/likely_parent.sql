-- likely_parent: for orphans, the one process that its host, its parent PID and its start point to. A guess by PID, kept
-- apart from what the dataset records.
-- Of the processes that had that PID on that host, the last to start before the orphan was alive when the orphan
-- started, unless it had ended; it is offered when it is the only one, and
--   started strictly earlier: with a tie the records do not tell who was first;
--   is not itself among the orphan's descendants, which would close a circle;
--   is a parent that a core Windows process can have: the PID of wininit.exe's parent, a smss.exe long gone, soon
--   belongs to a svchost.exe.
-- Reads record, rebuilt, core_process.
CREATE OR REPLACE TABLE likely_parent AS
WITH orphan AS (
    SELECT r.rowid AS record, fold(hostname) AS host, parent_os_pid AS os_pid, process_started, process_name
    FROM record r
    JOIN rebuilt l ON l.record = r.rowid
    WHERE l.state = 'orphan' AND hostname IS NOT NULL AND parent_os_pid IS NOT NULL AND process_started IS NOT NULL
),
-- One row per PID and start: when they can be told apart, a PID has one process at a time.
holder AS (
    SELECT
        fold(hostname) AS host,
        os_pid,
        coalesce(process_started, first_seen) AS started,
        min(rowid) AS record,
        count(DISTINCT coalesce(hash_key(pid_hash), rowid::VARCHAR)) AS processes,
        max(process_term) AS ended
    FROM record
    WHERE (fold(hostname), os_pid) IN (SELECT (host, os_pid) FROM orphan)
      AND coalesce(process_started, first_seen) IS NOT NULL
    GROUP BY ALL
)
SELECT orphan.record, holder.record AS likely_parent
FROM orphan
ASOF JOIN holder
    ON holder.host = orphan.host AND holder.os_pid = orphan.os_pid AND orphan.process_started >= holder.started
JOIN record candidate ON candidate.rowid = holder.record
JOIN rebuilt ON rebuilt.record = holder.record
LEFT JOIN core_process core ON core.process_name = fold(orphan.process_name)
WHERE holder.processes = 1
  AND candidate.pid_hash IS NOT NULL
  AND holder.started < orphan.process_started
  AND coalesce(holder.ended >= orphan.process_started, true)
  AND rebuilt.oldest <> orphan.record
  AND (core.parents IS NULL OR coalesce(list_contains(core.parents, fold(candidate.process_name)), false));
