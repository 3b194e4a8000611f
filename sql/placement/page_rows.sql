-- The processes that the page shows, in the order of points.parquet. Reads the view placed_point and the tables
-- kept_point, lineage_flag_name and hunted (atlas/page/page_hunt.hpp).
WITH flag_set AS (
    SELECT lineage_flags, CAST(sum(1 << bit) AS BIGINT) AS flags
    FROM (SELECT DISTINCT lineage_flags FROM placed_point) s
    JOIN lineage_flag_name f ON list_contains(s.lineage_flags, f.name)
    GROUP BY lineage_flags
)
SELECT
    p.bag, p.pid_hash, p.hostname, p.process_name, p.args, p.user_name, p.process_started, p.ptree, p.lineage_state,
    p.parent_pid_hash, p.process_term, CAST(p.exit_code AS BIGINT), CAST(p.os_pid AS BIGINT), coalesce(f.flags, 0),
    p.object, h.novelty, h.finding, h.reasons, h.labels
FROM placed_point p
SEMI JOIN kept_point k ON k.row_number = p.file_row_number
LEFT JOIN flag_set f USING (lineage_flags)
LEFT JOIN hunted h ON h.pid_hash = upper(p.pid_hash)
ORDER BY p.file_row_number
