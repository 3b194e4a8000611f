-- The table process_image_load of the stdview layout: one row per process instance and image. Reads known_event and
-- import_file.
SELECT
    pid_hash,
    loaded AS filename,
    short_host(arg_min(host, number)) AS hostname,
    file_name(arg_min(image, number)) AS process_name,
    make_timestamptz(epoch_us(min(time))) AS first_seen,
    make_timestamptz(epoch_us(max(time))) AS last_seen,
    count(*) AS num_load,
    arg_min(md5, number) AS file_md5,
    arg_min(f.agent_id, number) AS agent_id
FROM known_event
JOIN import_file f USING (file)
WHERE kind = 'load'
GROUP BY pid_hash, loaded
ORDER BY pid_hash, filename
