-- When the first and the last process of each finding in finding_process started.
SELECT
    finding, coalesce(strftime(min(process_started), '%Y-%m-%d %H:%M:%S'), ''),
    coalesce(strftime(max(process_started), '%Y-%m-%d %H:%M:%S'), '')
FROM finding_process
JOIN selected USING (process)
GROUP BY finding
