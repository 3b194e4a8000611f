-- The args of processes without a parent hash, with counts; NULL for those without args.
SELECT args, count(*) AS processes
FROM (SELECT blank_is_null(args) AS args FROM process WHERE blank_is_null(parent_pid_hash) IS NULL)
GROUP BY args
ORDER BY processes DESC, args NULLS FIRST;
