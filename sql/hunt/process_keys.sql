-- The processes by the numbers of what is compared, in order; -1 for what is missing or not known.
WITH host_number AS (
    SELECT host, row_number() OVER (ORDER BY host) - 1 AS number FROM (SELECT DISTINCT host FROM described)
)
SELECT
    n.number AS name,
    coalesce(p.number, -1) AS pair,
    coalesce(c.number, -1) AS command,
    coalesce(u.unit, -1) AS unit,
    coalesce(d.parent_process, -1) AS parent_process,
    CAST(h.number AS INTEGER) AS host
FROM described d
JOIN numbered_name n ON n.name = d.name
JOIN host_number h ON h.host = d.host
LEFT JOIN numbered_pair p ON p.parent = d.parent AND p.name = d.name
LEFT JOIN numbered_command c ON c.name = d.name AND c.command = d.command
LEFT JOIN own_unit u ON u.process = d.process
ORDER BY d.process
