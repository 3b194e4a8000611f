-- Every row that is in a bag, as numbers; in any order.
SELECT r.object, f.feature, coalesce(CAST(r.count AS BIGINT), 0)
FROM counted_row r
JOIN feature f ON f.folded = lower(r.feature);
