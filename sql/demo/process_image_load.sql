-- The table process_image_load of the stdview layout.
SELECT
    loader.pid_hash,
    image.filename,
    loader.hostname,
    loader.process_name,
    make_timestamptz(loader.started + load.delay::BIGINT * 1000) AS first_seen,
    make_timestamptz(loader.started + load.delay::BIGINT * 1000 * load.times) AS last_seen,
    load.times::BIGINT AS num_load,
    image.file_md5
FROM load
JOIN loader ON loader.number = load.number
JOIN (SELECT image, filename, md5(filename) AS file_md5 FROM image) image ON image.image = load.image
