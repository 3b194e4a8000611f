-- points.arrow; shares in steps of 1/255, as in the single file.
SELECT
    x, y, multiplicity, coalesce(m.members, 0) AS members, cluster, nearest,
    CAST(round(255 * greatest(0, least(1, strength))) AS INTEGER) AS strength,
    CAST(round(255 * greatest(0, least(1, outlier))) AS INTEGER) AS outlier,
    CAST(placed AS INTEGER) AS placed
FROM point
LEFT JOIN members m USING (bag)
ORDER BY bag
