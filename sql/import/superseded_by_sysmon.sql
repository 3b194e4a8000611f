-- Per file: events of the Security log that are left out because Sysmon says more about their host at that time. Reads
-- security_superseded.
SELECT (number >> 40)::INTEGER AS file, count(*) AS events
FROM security_superseded
GROUP BY file
ORDER BY file
