-- The bags of a map, each named by its features and counts. Reads the views compared_bag, compared_feature and
-- compared_point.
WITH part AS (
    SELECT bag, unnest(features) AS feature, unnest(counts) AS count
    FROM compared_bag
), named AS (
    SELECT p.bag, list((lower(f.name), p.count) ORDER BY lower(f.name), p.count) AS parts
    FROM part p
    JOIN compared_feature f USING (feature)
    GROUP BY p.bag
), member AS (
    SELECT bag, count(*) AS members
    FROM compared_point
    GROUP BY bag
)
SELECT
    coalesce(CAST(n.parts AS VARCHAR), '') AS key, CAST(min(b.bag) AS INTEGER) AS point,
    CAST(sum(coalesce(m.members, 0)) AS BIGINT) AS members
FROM compared_bag b
LEFT JOIN named n USING (bag)
LEFT JOIN member m USING (bag)
GROUP BY key
