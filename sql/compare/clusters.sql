-- clusters.parquet: how many items are in which cluster of A and of B; −1 is noise. Reads matched_item and point_pair.
SELECT p.cluster_a, p.cluster_b, count(*) AS items
FROM matched_item m
JOIN point_pair p ON p.bag_a = m.a AND p.bag_b = m.b
GROUP BY ALL
ORDER BY p.cluster_a, items DESC, p.cluster_b
