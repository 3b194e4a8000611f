-- What audit.html shows of the records that C++ chose as examples and of their ancestors (table example, whose rowid is
-- the example's place). Args and user come from the row of `process` that says the same of its hash, name, parent and
-- start as the record; of several rows of process_path the longest text counts.
WITH wanted AS (
    SELECT e.rowid AS example, r.*
    FROM example e
    JOIN record r ON r.rowid = e.record
),
described AS (
    SELECT w.example, min((p.args, p.user_name)) AS said
    FROM wanted w
    JOIN process p ON p.pid_hash = w.pid_hash
    WHERE blank_is_null(p.process_name) IS NOT DISTINCT FROM w.process_name
      AND blank_is_null(p.parent_pid_hash) IS NOT DISTINCT FROM w.parent_pid_hash
      AND p.process_started IS NOT DISTINCT FROM w.process_started
    GROUP BY w.example
),
path AS (
    SELECT w.example, max_by(p.ptree, (len(p.ptree), p.ptree)) AS ptree
    FROM wanted w
    JOIN process_path p ON hash_key(p.pid_hash) = hash_key(w.pid_hash)
    GROUP BY w.example
)
SELECT
    w.example,
    w.pid_hash,
    w.parent_pid_hash,
    w.process_name,
    w.hostname,
    blank_is_null(described.said[2]) AS user_name,
    CASE WHEN len(described.said[1]) > 300 THEN described.said[1][:300] || '…' ELSE blank_is_null(described.said[1]) END
        AS args,
    CAST(w.process_started AS VARCHAR) AS started,
    CAST(w.process_term AS VARCHAR) AS ended,
    CASE WHEN len(path.ptree) > 2000 THEN path.ptree[:2000] || '…' ELSE path.ptree END AS ptree,
    w.os_pid,
    w.parent_os_pid
FROM wanted w
LEFT JOIN described USING (example)
LEFT JOIN path USING (example)
ORDER BY w.example;
