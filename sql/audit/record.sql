-- record: one row per row of `process`, in the dataset's order; a row's index (0, 1, 2, …) is the record's number
-- everywhere in the audit. Reads the view process.
-- Hashes keep their spelling and are compared by hash_key: trimmed and ignoring case. A blank hash, name or host counts
-- as missing.
-- The first line of each macro handles nearly every row cheaply.
CREATE OR REPLACE MACRO blank_is_null(t) AS CASE
    WHEN t >= '!' THEN t
    WHEN ltrim(t) <> '' THEN t
END;
CREATE OR REPLACE MACRO hash_key(hash) AS CASE
    WHEN NOT contains(hash, ' ') THEN upper(hash)
    ELSE upper(trim(hash))
END;

CREATE OR REPLACE VIEW record AS
SELECT
    blank_is_null(pid_hash) AS pid_hash,
    blank_is_null(parent_pid_hash) AS parent_pid_hash,
    blank_is_null(process_name) AS process_name,
    blank_is_null(hostname) AS hostname,
    os_pid,
    parent_os_pid,
    process_started,
    first_seen,
    process_term
FROM process;
