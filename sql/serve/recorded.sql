-- points.parquet with numbers instead of texts, and what a hunt found, in any order. Reads point_file, object_row,
-- field_text, lineage_state, flag_set and hunted.
SELECT
    r.file_row_number, r.bag, coalesce(o.row, -1),
    coalesce(h.id, 0), coalesce(n.id, 0), coalesce(a.id, 0), coalesce(u.id, 0), coalesce(l.id, 0),
    r.process_started, r.process_term, CAST(r.exit_code AS BIGINT), CAST(r.os_pid AS BIGINT),
    coalesce(s.number, 0), coalesce(f.flags, 0),
    coalesce(r.pid_hash, ''), coalesce(r.parent_pid_hash, ''),
    coalesce(w.novelty, -1), coalesce(w.finding, 0), coalesce(t.id, 0), coalesce(b.id, 0)
FROM point_file r
LEFT JOIN object_row o ON o.object = r.object
LEFT JOIN field_text h ON h.field = 'host' AND h.text = r.hostname
LEFT JOIN field_text n ON n.field = 'name' AND n.text = r.process_name
LEFT JOIN field_text a ON a.field = 'args' AND a.text = r.args
LEFT JOIN field_text u ON u.field = 'user' AND u.text = r.user_name
LEFT JOIN field_text l ON l.field = 'lineage' AND l.text = r.ptree
LEFT JOIN lineage_state s ON s.name = r.lineage_state
LEFT JOIN flag_set f ON f.lineage_flags = r.lineage_flags
LEFT JOIN hunted w ON w.pid_hash = upper(r.pid_hash)
LEFT JOIN field_text t ON t.field = 'reasons' AND t.text = w.reasons
LEFT JOIN field_text b ON b.field = 'labels' AND b.text = w.labels
