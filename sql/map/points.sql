-- points.parquet: one row per process instance, in the order of their hashes.
SELECT
    s.pid_hash, s.hostname, s.process_name, s.args, s.user_name, s.process_started, s.ptree,
    b.features, b.bag, b.multiplicity, b.x, b.y, b.cluster, b.cluster_strength, b.nearest_cluster, b.topic, b.outlier_score
FROM selected s
JOIN member m USING (object)
JOIN bag_result b USING (bag)
ORDER BY s.object
