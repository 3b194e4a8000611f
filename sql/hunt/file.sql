-- file: what the dataset's processes loaded: images, which are folded paths, by who signed them. A signer is '' where
-- there is no valid signature, NULL where signatures were not recorded. file_path: the paths of each file. Reads the view
-- process_image_load.
CREATE OR REPLACE MACRO signer_of(signed, status, signature) AS CASE
    WHEN signed IS NULL AND status IS NULL THEN NULL
    WHEN lower(coalesce(signed, 'true')) IN ('true', '1', 'yes') AND lower(coalesce(status, 'valid')) IN ('valid', 'trusted')
        AND coalesce(signature, '') NOT IN ('', '-', '?') THEN lower(signature)
    ELSE ''
END;

CREATE OR REPLACE TABLE file_path AS
WITH loaded AS (
    SELECT DISTINCT lower(filename) AS path, signer_of(signed, signature_status, signature) AS signer
    FROM process_image_load
    WHERE filename <> ''
)
SELECT path, signer, folded_path(path).image AS image, folded_path(path).folder AS folder
FROM loaded;

CREATE OR REPLACE TABLE file AS
SELECT
    CAST(row_number() OVER (ORDER BY image, signer NULLS FIRST) - 1 AS INTEGER) AS file,
    image,
    signer,
    min(folder) AS folder,
    -- Of several paths none stands for the others: another user's would be shown.
    CASE WHEN count(DISTINCT path) = 1 THEN min(path) ELSE image END AS example
FROM file_path
GROUP BY image, signer;
