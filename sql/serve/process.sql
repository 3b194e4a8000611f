-- process: the rows of processes as the page numbers them: by point, then by start (missing ones last), then by hash.
-- Of several rows with one hash the first is the parent of those who name it.
CREATE TABLE place AS
SELECT
    object,
    CAST(row_number() OVER (ORDER BY point, started NULLS LAST, object) - 1 AS INTEGER) AS row,
    hash.high AS high, hash.low AS low
FROM recorded;

CREATE TABLE process AS
SELECT
    o.row, r.* EXCLUDE (object, parent), coalesce(q.row, -1) AS parent
FROM recorded r
JOIN place o USING (object)
LEFT JOIN (SELECT high, low, min(row) AS row FROM place WHERE high IS NOT NULL GROUP BY high, low) q
    ON q.high = r.parent.high AND q.low = r.parent.low
ORDER BY o.row;

DROP TABLE place;
DROP TABLE recorded;
