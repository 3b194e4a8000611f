-- link: one row per record: the record that its parent hash names, and the record that stands for its own hash.
-- Reads the tables record, identity, duplicate.
CREATE OR REPLACE TABLE link AS
SELECT
    r.rowid AS record,
    coalesce(d.standing, r.rowid) AS standing,
    r.parent_pid_hash IS NOT NULL AS has_parent_hash,
    -- A record that names itself is its own parent, also when another record stands for its hash.
    CASE WHEN i.record = coalesce(d.standing, r.rowid) THEN r.rowid ELSE i.record END AS parent
FROM record r
LEFT JOIN identity i ON i.pid_key = hash_key(r.parent_pid_hash)
LEFT JOIN duplicate d ON d.record = r.rowid;
