-- Per file: events of the Security log that are left out because Sysmon tells more of their host. Reads event.
SELECT file, sum(events)::BIGINT AS events
FROM event
WHERE source = 'security' AND lower(host) IN (SELECT host FROM sysmon_host)
GROUP BY file
ORDER BY file
