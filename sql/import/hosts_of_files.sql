-- How many hosts each file tells of. Reads file_host.
SELECT file, count(DISTINCT short_host(host)) AS hosts
FROM file_host
GROUP BY file
ORDER BY file
