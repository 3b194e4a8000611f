-- Rows of process_image_load: all, without a file name, of no known process.
SELECT
    count(*) AS loads,
    count(*) FILTER (filename IS NULL OR filename = '') AS without_name,
    count(*) FILTER (filename <> '' AND (pid_hash IS NULL OR upper(pid_hash) NOT IN (
        SELECT upper(pid_hash) FROM process WHERE pid_hash <> ''))) AS of_unknown_processes
FROM process_image_load;
