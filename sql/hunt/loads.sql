-- Which selected process loaded which file, of the processes from $first on and before $last; several times where several
-- of its paths are one file. Reads the tables selected and numbered_path and the view process_image_load.
SELECT s.process, n.file
FROM process_image_load l
JOIN selected s ON s.pid_hash = upper(l.pid_hash)
JOIN numbered_path n
    ON n.path = lower(l.filename) AND n.signer IS NOT DISTINCT FROM signer_of(l.signed, l.signature_status, l.signature)
WHERE s.process >= $first AND s.process < $last
