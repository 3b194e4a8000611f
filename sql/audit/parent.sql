-- parent: one row per record: the record that its parent hash names (NULL: there is none), and the record that stands
-- for its own hash. A record that names itself is its own parent, also when another record bears the same hash.
CREATE OR REPLACE TABLE parent AS
SELECT
    r.rowid AS record,
    coalesce(same.record, r.rowid) AS standing,
    CASE WHEN hash_key(r.parent_pid_hash) = hash_key(r.pid_hash) THEN r.rowid ELSE named.record END AS parent,
    r.parent_pid_hash IS NOT NULL AS has_parent_hash,
    same.record IS NOT NULL AS duplicate_pid_hash
FROM record r
LEFT JOIN identity named ON named.pid_key = hash_key(r.parent_pid_hash)
LEFT JOIN (FROM identity WHERE records > 1) same ON same.pid_key = hash_key(r.pid_hash);
