-- process_image_load of an earlier import and of this one. Reads earlier_process_image_load and
-- new_process_image_load.
WITH both_imports AS (
    SELECT 1 AS import, * FROM earlier_process_image_load
    UNION ALL BY NAME
    SELECT 2 AS import, * FROM new_process_image_load
)
SELECT
    pid_hash,
    filename,
    min(hostname) AS hostname,
    min(process_name) AS process_name,
    min(first_seen) AS first_seen,
    max(last_seen) AS last_seen,
    -- Overlapping times mean the same events, exported twice.
    CASE WHEN max(first_seen) <= min(last_seen) THEN max(num_load) ELSE sum(num_load)::BIGINT END AS num_load,
    arg_min(file_md5, import) AS file_md5,
    arg_min(file_sha2, import) AS file_sha2,
    arg_min(original_file_name, import) AS original_file_name,
    arg_min(signed, import) AS signed,
    arg_min(signature, import) FILTER (signed IS NOT NULL) AS signature,
    arg_min(signature_status, import) FILTER (signed IS NOT NULL) AS signature_status
FROM both_imports
GROUP BY pid_hash, filename
ORDER BY pid_hash, filename
