-- agreement.parquet where items are bags. Reads point_pair.
SELECT * FROM point_pair ORDER BY bag_a, bag_b
