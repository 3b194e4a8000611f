-- How many hosts occur in each file. Reads file_host.
SELECT file, count(DISTINCT short_host(host)) AS hosts
FROM file_host
GROUP BY file
ORDER BY file
