-- identity: one row per pid_hash: which record stands for it as a parent, and how many records bear it.
-- Of several, one with a parent hash and a name is preferred, then the earliest started, then the first in the dataset.
CREATE OR REPLACE TABLE identity AS
WITH counted AS (
    SELECT hash_key(pid_hash) AS pid_key, min(rowid) AS record, count(*) AS records
    FROM record
    WHERE pid_hash IS NOT NULL
    GROUP BY ALL
),
chosen AS (
    SELECT hash_key(pid_hash) AS pid_key, rowid AS record
    FROM record
    WHERE hash_key(pid_hash) IN (SELECT pid_key FROM counted WHERE records > 1)
    QUALIFY row_number() OVER (
        PARTITION BY hash_key(pid_hash)
        ORDER BY parent_pid_hash IS NULL, process_name IS NULL, process_started NULLS LAST, rowid
    ) = 1
)
SELECT pid_key, coalesce(chosen.record, counted.record) AS record, records
FROM counted
LEFT JOIN chosen USING (pid_key);
