-- recorded: points.parquet with numbers for texts, times in ms and hashes as bits, in any order.
-- What JavaScript's numbers cannot hold is missing, as in the single file (page_payload.cpp).
CREATE TABLE recorded AS
SELECT
    r.file_row_number AS object,
    r.bag AS point,
    coalesce(h.id, 0) AS host, coalesce(n.id, 0) AS name, coalesce(a.id, 0) AS args, coalesce(u.id, 0) AS "user",
    coalesce(l.id, 0) AS lineage, coalesce(t.id, 0) AS hash_text,
    milliseconds(r.process_started) AS started,
    small_number(milliseconds(r.process_term) - milliseconds(r.process_started)) AS lifetime,
    small_number(CAST(r.exit_code AS BIGINT)) AS exit_code,
    small_number(CAST(r.os_pid AS BIGINT)) AS os_pid,
    coalesce(s.number, 0) AS state,
    coalesce(f.flags, 0) AS flags,
    r.pid_hash,
    hash_bits(r.pid_hash) AS hash,
    hash_bits(upper(r.parent_pid_hash)) AS parent
FROM point_file r
LEFT JOIN field_text h ON h.field = 'host' AND h.text = r.hostname
LEFT JOIN field_text n ON n.field = 'name' AND n.text = r.process_name
LEFT JOIN field_text a ON a.field = 'args' AND a.text = r.args
LEFT JOIN field_text u ON u.field = 'user' AND u.text = r.user_name
LEFT JOIN field_text l ON l.field = 'lineage' AND l.text = r.ptree
LEFT JOIN field_text t ON t.field = 'hash_text' AND t.text = r.pid_hash
LEFT JOIN lineage_state s ON s.name = r.lineage_state
LEFT JOIN flag_set f ON f.lineage_flags = r.lineage_flags;
