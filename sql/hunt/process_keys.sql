-- The processes by the numbers of what is compared, in order; -1 for what is missing or not known.
WITH new_image AS (
    SELECT
        process,
        count(*) AS images,
        min(folder_processes) AS folder_processes,
        list(image ORDER BY folder_processes, image)[:3] AS examples
    FROM new_load
    GROUP BY process
),
host_number AS (
    SELECT host, row_number() OVER (ORDER BY host) - 1 AS number FROM (SELECT DISTINCT host FROM described)
)
SELECT
    n.number AS name,
    coalesce(p.number, -1) AS pair,
    coalesce(c.number, -1) AS command,
    coalesce(u.unit, -1) AS unit,
    coalesce(d.parent_process, -1) AS parent_process,
    CAST(h.number AS INTEGER) AS host,
    CAST(coalesce(i.images, 0) AS INTEGER) AS new_images,
    coalesce(i.folder_processes, 0) AS folder_processes,
    coalesce(i.examples, CAST([] AS INTEGER[])) AS examples
FROM described d
JOIN numbered_name n ON n.name = d.name
JOIN host_number h ON h.host = d.host
LEFT JOIN numbered_pair p ON p.parent = d.parent AND p.name = d.name
LEFT JOIN numbered_command c ON c.name = d.name AND c.command = d.command
LEFT JOIN own_unit u ON u.process = d.process
LEFT JOIN new_image i ON i.process = d.process
ORDER BY d.process
