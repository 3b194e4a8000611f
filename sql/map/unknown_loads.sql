-- Loads left out because `process` has no record of their process.
SELECT count(*) AS loads
FROM process_image_load
WHERE filename <> ''
  AND (pid_hash IS NULL
       OR upper(pid_hash) NOT IN (SELECT upper(pid_hash) FROM process WHERE pid_hash <> '' UNION ALL SELECT pid_hash FROM selected))
