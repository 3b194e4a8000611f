-- point and neighbour: distinct bags in the order of their numbers. Reads the view bag_file.
CREATE TABLE point AS
SELECT
    bag, x, y, multiplicity, cluster, nearest_cluster AS nearest, cluster_strength AS strength, outlier_score AS outlier, placed
FROM bag_file
ORDER BY bag;

-- As many neighbours as in the single file, with distances in ten-thousandths.
CREATE TABLE neighbour AS
SELECT
    bag, neighbours[1:10] AS neighbour,
    list_transform(neighbour_distances[1:10], lambda d: CAST(round(d * 10000) AS INTEGER)) AS distance
FROM bag_file
ORDER BY bag;
