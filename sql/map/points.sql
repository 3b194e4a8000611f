-- point_row: the rows of points.parquet, one per member process, with the numbers of process and object.
CREATE OR REPLACE VIEW point_row AS
WITH flag_names AS (
    SELECT flags, list(n.name ORDER BY n.bit) AS names
    FROM (SELECT DISTINCT flags FROM lineage_flag)
    JOIN lineage_flag_name n ON (flags >> n.bit) & 1 = 1
    GROUP BY flags
)
SELECT
    s.process, m.object, s.pid_hash, s.hostname, s.process_name, s.args, s.user_name, s.process_started, s.ptree,
    b.features, b.bag, b.multiplicity, b.x, b.y, b.cluster, b.cluster_strength, b.nearest_cluster, b.topic, b.outlier_score,
    s.parent_pid_hash, s.process_term, s.exit_code, s.os_pid,
    l.state AS lineage_state, coalesce(n.names, CAST([] AS VARCHAR[])) AS lineage_flags
FROM selected s
JOIN member m USING (process)
JOIN bag_result b USING (bag)
JOIN lineage_state l USING (process)
JOIN lineage_flag f USING (process)
LEFT JOIN flag_names n USING (flags);
