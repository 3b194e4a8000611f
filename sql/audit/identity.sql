-- identity: one row per pid_hash: which record stands for it as a parent, and how many records bear it.
-- Of several, one with a parent hash and a name is preferred, then the earliest started, then the first in the dataset.
CREATE OR REPLACE TABLE identity AS
SELECT hash_key(pid_hash) AS pid_key, min(rowid) AS record, count(*) AS records
FROM record
WHERE pid_hash IS NOT NULL
GROUP BY ALL;

-- duplicate: one row per record whose hash others bear too, with the record that stands for it; mostly empty.
CREATE OR REPLACE TABLE duplicate AS
SELECT
    r.rowid AS record,
    i.pid_key,
    first_value(r.rowid) OVER (
        PARTITION BY i.pid_key
        ORDER BY r.parent_pid_hash IS NULL, r.process_name IS NULL, r.process_started NULLS LAST, r.rowid
    ) AS standing
FROM record r
JOIN identity i ON i.pid_key = hash_key(r.pid_hash)
WHERE i.records > 1;

UPDATE identity
SET record = d.standing
FROM (SELECT DISTINCT pid_key, standing FROM duplicate) d
WHERE d.pid_key = identity.pid_key;
