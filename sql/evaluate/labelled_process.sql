-- labelled_process: one row per process that is an attack or benign and group that it is labelled in.
-- Reads label, scored_process and the one-row table evaluation_rule.
CREATE OR REPLACE TABLE labelled_process AS
WITH judged AS (
    SELECT pid_hash, recording, host, process_name, day, verdict(label) = 'attack' AS is_attack
    FROM label
    WHERE verdict(label) <> 'unsure'
    UNION ALL
    SELECT s.pid_hash, NULL, NULL, NULL, NULL, false
    FROM scored_process s
    CROSS JOIN evaluation_rule r
    WHERE r.rest_is_benign AND s.pid_hash NOT IN (SELECT pid_hash FROM label)
),
entry AS (
    SELECT
        j.pid_hash,
        coalesce(CASE r.grouping
            WHEN 'recording' THEN j.recording
            WHEN 'host' THEN lower(coalesce(s.host, j.host))
            WHEN 'day' THEN coalesce(s.day, j.day)
        END, '') AS group_name,
        bool_or(j.is_attack) AS is_attack,
        min(lower(coalesce(s.process_name, j.process_name))) AS process_name,
        min(lower(coalesce(s.host, j.host))) AS host,
        min(coalesce(s.day, j.day)) AS day
    FROM judged j
    CROSS JOIN evaluation_rule r
    LEFT JOIN scored_process s USING (pid_hash)
    GROUP BY ALL
)
SELECT
    *,
    row_number() OVER (PARTITION BY pid_hash ORDER BY is_attack DESC, group_name) = 1 AS counts_as_process
FROM entry;
