-- agreement.parquet where items are processes. Reads matched_item, point_pair and the view compared_point of A.
WITH named AS (
    SELECT lower(pid_hash) AS key, min_by(pid_hash, bag) AS pid_hash, min_by(hostname, bag) AS hostname,
        min_by(process_name, bag) AS process_name
    FROM compared_point
    GROUP BY key
)
SELECT n.pid_hash, n.hostname, n.process_name, p.*
FROM matched_item m
JOIN named n USING (key)
JOIN point_pair p ON p.bag_a = m.a AND p.bag_b = m.b
ORDER BY m.key
