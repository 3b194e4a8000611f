-- The table process_image_load of the stdview layout: one row per process instance and image, ordered by both.
-- grouped_load() is computed by C++ (src/import/tables/load_rows.hpp) while it is read; times are microseconds since
-- 1970. A signature is what the macro signature_text joins.
SELECT
    pid_hash,
    filename,
    hostname,
    process_name,
    make_timestamptz(first_seen) AS first_seen,
    make_timestamptz(last_seen) AS last_seen,
    num_load,
    file_md5,
    try_cast(nullif(split_part(signature, chr(31), 1), '') AS BOOLEAN) AS signed,
    nullif(split_part(signature, chr(31), 3), '') AS signature,
    nullif(split_part(signature, chr(31), 2), '') AS signature_status
FROM grouped_load()
