-- objects.parquet: one row per object, if objects are not processes.
SELECT
    o.object, o.name, o.members, b.features, b.bag, b.multiplicity, b.x, b.y, b.cluster, b.cluster_strength,
    b.nearest_cluster, b.topic, b.outlier_score
FROM object_result o
JOIN bag_result b USING (bag)
ORDER BY o.object
