-- How many rows each source has, and how many of them name a selected process. Reads label_row and selected.
SELECT r.source_number, count(*) AS rows, count(s.process) AS matched
FROM label_row r
LEFT JOIN selected s USING (pid_hash)
GROUP BY ALL
ORDER BY ALL
