-- The most frequent process names of points of A by how many of the items there moved: those whose agreement is below
-- $1; at most $2 names. Reads matched_item, point_pair and the view compared_point of A.
WITH named AS (
    SELECT bag AS point, process_name
    FROM compared_point
    GROUP BY bag, process_name
    QUALIFY row_number() OVER (PARTITION BY bag ORDER BY count(*) DESC, process_name) = 1
)
SELECT n.process_name, count(*) AS items, count(*) FILTER (p.agreement < $1) AS moved
FROM matched_item m
JOIN point_pair p ON p.bag_a = m.a AND p.bag_b = m.b
JOIN named n ON n.point = m.a
GROUP BY n.process_name
HAVING moved > 0
ORDER BY moved DESC, items, n.process_name
LIMIT $2
