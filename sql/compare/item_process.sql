-- The processes of a map: key, the point, and how many processes the item stands for. Reads the view compared_point.
SELECT lower(pid_hash) AS key, CAST(min(bag) AS INTEGER) AS point, count(*) AS members
FROM compared_point
GROUP BY key
