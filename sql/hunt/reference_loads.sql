-- How many processes of a baseline loaded an image, by number of name, image and host, in order.
SELECT n.number AS name, i.number AS image, h.unit, CAST(sum(c.processes) AS BIGINT) AS processes
FROM counted_load c
JOIN numbered_name n USING (name)
JOIN numbered_image i USING (image)
JOIN reference_host h USING (host)
GROUP BY ALL
ORDER BY ALL
