-- The program, the host and the day of each process, in order; a day as days since 1970, the smallest number for none.
SELECT p.number AS program, h.number AS host, coalesce(d.day - DATE '1970-01-01', -2147483648)::INTEGER AS day
FROM described d
JOIN program p ON p.name = d.name AND p.host = d.host
JOIN numbered_host h ON h.host = d.host
ORDER BY d.process
