-- Per file: events of the Security log that are left out because Sysmon says more about their host. Reads
-- security_event and sysmon_host.
SELECT (number >> 40)::INTEGER AS file, count(*) AS events
FROM security_event
WHERE lower(host) IN (SELECT lower(host) FROM sysmon_host)
GROUP BY file
ORDER BY file
