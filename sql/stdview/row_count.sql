-- How many rows a Parquet table has.
SELECT count(*) FROM read_parquet($files);
