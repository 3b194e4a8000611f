-- The table process_image_load of the stdview layout: one row per process instance and image, ordered by both.
-- grouped_load() is computed by C++ (src/import/tables/load_rows.hpp) while it is read; times are microseconds since
-- 1970.
SELECT
    pid_hash,
    filename,
    hostname,
    process_name,
    make_timestamptz(first_seen) AS first_seen,
    make_timestamptz(last_seen) AS last_seen,
    num_load,
    file_md5,
    file_sha2,
    original_file_name,
    try_cast(signed::VARCHAR AS BOOLEAN) AS signed,
    signature,
    signature_status
FROM grouped_load()
