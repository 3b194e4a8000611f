-- Adds processes known only from their image loads to `instance`; their other columns are NULL.
INSERT INTO instance
SELECT upper(pid_hash), NULL, min(hostname), min(process_name), NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM process_image_load
WHERE pid_hash <> '' AND upper(pid_hash) NOT IN (SELECT pid_hash FROM instance)
GROUP BY upper(pid_hash);
