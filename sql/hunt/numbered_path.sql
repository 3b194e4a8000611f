-- numbered_path: the file that each path with its signer is. Reads the tables file and file_path.
CREATE OR REPLACE TABLE numbered_path AS
SELECT p.path, p.signer, f.file
FROM file_path p
JOIN file f ON f.image = p.image AND f.signer IS NOT DISTINCT FROM p.signer;
