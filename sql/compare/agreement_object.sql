-- agreement.parquet where items are objects. Reads matched_item and point_pair.
SELECT m.key AS object, p.*
FROM matched_item m
JOIN point_pair p ON p.bag_a = m.a AND p.bag_b = m.b
ORDER BY m.key
