-- recorded_path: the view of `process_path` that the audit works on: whose path, its hashes from the process upward, and
-- its length. A path without its list of hashes takes them from its tuples; without either, its length is counted in
-- its text, and 0 when there is none.
CREATE OR REPLACE VIEW recorded_path AS
WITH listed AS (
    SELECT
        hash_key(pid_hash) AS pid_key,
        process_name,
        ptree,
        coalesce(ptree_list, list_transform(ptree_list_tuples, lambda step: step.pid_hash)) AS hashes
    FROM process_path
)
SELECT
    pid_key,
    process_name,
    hashes,
    coalesce(len(hashes), len(string_split(nullif(ptree, ''), '->')), 0) AS length
FROM listed;
