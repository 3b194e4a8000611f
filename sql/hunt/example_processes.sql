-- What is shown of the processes that findings name.
SELECT process, pid_hash, process_name, hostname, user_name, strftime(process_started, '%Y-%m-%d %H:%M:%S'), args
FROM (SELECT DISTINCT process FROM asked_process)
JOIN selected USING (process)
ORDER BY process
