-- Rows of process_image_load: all, and those without a file name.
SELECT
    count(*) AS loads,
    count(*) FILTER (filename IS NULL OR filename = '') AS without_name
FROM process_image_load;
