-- The rows of label_row that hits of rules are: those of the process whose start is the record. Reads rule_hit and the
-- view process.
SELECT p.pid_hash, h.label, h.source, h.severity, h.tactic
FROM rule_hit h
LEFT JOIN (
    SELECT upper(pid_hash) AS pid_hash, hit_host(hostname) AS host, record_number, lower(record_channel) AS channel
    FROM process
    WHERE record_number > 0 AND pid_hash <> ''
) p ON p.host = h.host AND p.record_number = h.record_number AND (h.channel IS NULL OR p.channel = h.channel)
