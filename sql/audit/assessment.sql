-- assessment: one row per record: its state, its flags, and by what it is counted. Flags on recorded paths are NULL when
-- the dataset has no process_path.
-- Reads record, flag, rebuilt, likely_parent.
CREATE OR REPLACE TABLE assessment AS
SELECT
    r.rowid AS record,
    r.pid_hash,
    r.hostname,
    r.process_name,
    CAST(coalesce(r.process_started, r.first_seen) AS DATE) AS day,
    hour(coalesce(r.process_started, r.first_seen)) AS hour,
    rebuilt.state,
    rebuilt.depth,
    rebuilt.missing_path,
    rebuilt.short_path,
    rebuilt.wrong_path,
    flag.self_parent,
    flag.parent_started_later,
    flag.parent_ended_earlier,
    flag.cross_host_parent,
    flag.duplicate_pid_hash,
    flag.nameless,
    flag.malformed_hash,
    flag.unexpected_parent,
    flag.time_gap,
    -- The rebuilt lineage has a parent that the recorded one lacks or has wrong.
    rebuilt.depth >= 2
        AND (coalesce(rebuilt.missing_path, true) OR rebuilt.short_path OR rebuilt.wrong_path) AS repaired,
    candidate.pid_hash AS likely_parent_pid_hash
FROM record r
JOIN flag ON flag.record = r.rowid
JOIN rebuilt ON rebuilt.record = r.rowid
LEFT JOIN likely_parent likely ON likely.record = r.rowid
LEFT JOIN record candidate ON candidate.rowid = likely.likely_parent
ORDER BY r.rowid;
