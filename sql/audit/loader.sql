-- The processes that image loads name, as spelled, with how many loads each has; NULL for loads that name none.
SELECT blank_is_null(pid_hash) AS pid_hash, sum(loads)::BIGINT AS loads
FROM (SELECT pid_hash, count(*) AS loads FROM process_image_load GROUP BY ALL)
GROUP BY ALL;
