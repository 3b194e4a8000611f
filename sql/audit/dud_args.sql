-- The args of processes without a parent hash, with counts; NULL for those without args.
SELECT args, count(*) AS processes
FROM dud
GROUP BY args
ORDER BY processes DESC, args NULLS FIRST;
