-- What audit.html shows about the records in the table example in addition to what C++ knows. Args and user come from
-- the row of `process` with the same hash, name, parent and start as the record; of several rows of process_path, the
-- longest text is used.
WITH described AS (
    SELECT e.rowid AS example, min((p.args, p.user_name)) AS said
    FROM example e
    JOIN process p ON p.pid_hash = e.pid_hash
    WHERE blank_is_null(p.process_name) IS NOT DISTINCT FROM e.process_name
      AND blank_is_null(p.parent_pid_hash) IS NOT DISTINCT FROM e.parent_pid_hash
      AND p.process_started IS NOT DISTINCT FROM e.process_started
    GROUP BY e.rowid
),
path AS (
    SELECT e.rowid AS example, max_by(p.ptree, (len(p.ptree), p.ptree)) AS ptree
    FROM example e
    JOIN process_path p ON hash_key(p.pid_hash) = hash_key(e.pid_hash)
    GROUP BY e.rowid
)
SELECT
    e.rowid AS example,
    blank_is_null(described.said[2]) AS user_name,
    CASE WHEN len(described.said[1]) > 300 THEN described.said[1][:300] || '…' ELSE blank_is_null(described.said[1]) END
        AS args,
    CAST(e.process_started AS VARCHAR) AS started,
    CAST(e.process_term AS VARCHAR) AS ended,
    CASE WHEN len(path.ptree) > 2000 THEN path.ptree[:2000] || '…' ELSE path.ptree END AS ptree
FROM example e
LEFT JOIN described ON described.example = e.rowid
LEFT JOIN path ON path.example = e.rowid
ORDER BY e.rowid;
