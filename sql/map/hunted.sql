-- hunted: what a hunt found of the processes in the view page_process. Reads the view hunt_process and the table
-- hunt_finding.
INSERT INTO hunted
SELECT
    upper(h.pid_hash) AS hash,
    max(CASE WHEN isfinite(h.novelty) THEN CAST(round(100 * greatest(0, least(h.novelty, 1e6))) AS INTEGER) ELSE 0 END),
    max(coalesce(f.number, 0)),
    max(nullif(array_to_string(h.reasons, chr(10)), '')),
    -- A label may hold anything; here a line break separates labels.
    max(nullif(array_to_string(list_transform(h.labels, lambda label: replace(label, chr(10), ' ')), chr(10)), ''))
FROM hunt_process h
LEFT JOIN hunt_finding f ON f.id = h.finding
WHERE upper(h.pid_hash) IN (SELECT upper(pid_hash) FROM page_process)
GROUP BY hash;
