-- feature: the features of counted_row, one per name ignoring case, numbered from 0 in that order.
CREATE OR REPLACE TABLE feature AS
SELECT CAST(row_number() OVER (ORDER BY folded) - 1 AS INTEGER) AS feature, folded, name
FROM (
    SELECT lower(feature) AS folded, min(feature) AS name
    FROM counted_row
    WHERE feature <> ''
    GROUP BY ALL
);
