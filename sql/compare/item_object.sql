-- The objects of a map that are not processes. Reads the view compared_object.
SELECT name AS key, CAST(min(bag) AS INTEGER) AS point, CAST(sum(members) AS BIGINT) AS members
FROM compared_object
GROUP BY name
