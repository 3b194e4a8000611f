-- The image, folder and signer of each file, in order; a signer is -1 where none was recorded, -2 where nobody signed.
SELECT
    i.number AS image,
    o.number AS folder,
    CASE WHEN f.signer IS NULL THEN -1 WHEN f.signer = '' THEN -2 ELSE s.number END AS signer
FROM file f
JOIN numbered_image i ON i.image = f.image
JOIN numbered_folder o ON o.folder = f.folder
LEFT JOIN numbered_signer s ON s.signer = f.signer
ORDER BY f.file
