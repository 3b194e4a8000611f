-- lineage_state: the state assigned to each process by the audit. Reads the view audit_lineage.
CREATE OR REPLACE TABLE lineage_state AS
SELECT s.process, coalesce(min(CAST(a.state AS VARCHAR)), 'not audited') AS state
FROM selected s
LEFT JOIN audit_lineage a ON upper(a.pid_hash) = s.pid_hash
GROUP BY s.process;
