-- points.arrow
SELECT x, y, multiplicity, cluster, nearest, strength, outlier FROM point
