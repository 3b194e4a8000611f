-- image: the images of the dataset, folded; image_path: their paths. Reads the view process_image_load.
CREATE OR REPLACE TABLE image_path AS
SELECT path, folded_path(path).image AS folded, folded_path(path).folder AS folder
FROM (SELECT DISTINCT lower(filename) AS path FROM process_image_load WHERE filename <> '');

CREATE OR REPLACE TABLE image AS
SELECT
    CAST(row_number() OVER (ORDER BY folded) - 1 AS INTEGER) AS image,
    folded,
    min(folder) AS folder,
    min(path) AS example
FROM image_path
GROUP BY folded;
