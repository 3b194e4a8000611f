-- image: the features of the lens `images`, one per path without regard to case, numbered from 0 in that order.
CREATE OR REPLACE TABLE image AS
SELECT
    CAST(row_number() OVER (ORDER BY path) - 1 AS INTEGER) AS feature,
    path,
    name
FROM (
    SELECT lower(l.filename) AS path, min(l.filename) AS name
    FROM process_image_load l
    WHERE l.filename <> '' AND upper(l.pid_hash) IN (SELECT pid_hash FROM selected)
    GROUP BY ALL
);
