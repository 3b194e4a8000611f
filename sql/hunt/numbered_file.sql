-- Numbers for images, folders and signers, of the dataset and of what it is compared with. Reads the table file and the
-- views reference_image, reference_folder and reference_signer.
CREATE OR REPLACE TABLE numbered_image AS
SELECT CAST(row_number() OVER (ORDER BY image) - 1 AS INTEGER) AS number, image
FROM (SELECT image FROM file UNION SELECT image FROM reference_image);

CREATE OR REPLACE TABLE numbered_folder AS
SELECT CAST(row_number() OVER (ORDER BY folder) - 1 AS INTEGER) AS number, folder
FROM (SELECT folder FROM file UNION SELECT folder FROM reference_folder);

CREATE OR REPLACE TABLE numbered_signer AS
SELECT CAST(row_number() OVER (ORDER BY signer) - 1 AS INTEGER) AS number, signer
FROM (SELECT signer FROM file WHERE signer <> '' UNION SELECT signer FROM reference_signer);
