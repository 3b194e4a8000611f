-- Processes by the folders that they load images from, and how many images come from each. Names of users, versions and
-- the like become placeholders.
SELECT
    pid_hash,
    folded_path(lower(filename)).folder AS feature,
    count(*) AS count
FROM process_image_load
GROUP BY ALL
