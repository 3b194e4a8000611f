-- The processes named by image loads, as spelled, with the number of loads of each; NULL for loads that name none.
SELECT blank_is_null(pid_hash) AS pid_hash, sum(loads)::BIGINT AS loads
FROM (SELECT pid_hash, count(*) AS loads FROM process_image_load GROUP BY ALL)
GROUP BY ALL;
