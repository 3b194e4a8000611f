-- Every row of process_path beside the record of its process (NULL: it has none), to be compared with the rebuilt lineage:
-- its hashes from the process upward, and its length. A path without its list of hashes takes them from its tuples;
-- without either, its length is counted in its text, and 0 when there is none.
WITH path AS (
    SELECT
        pid_hash,
        process_name,
        ptree,
        CASE
            WHEN ptree_list IS NULL THEN list_transform(ptree_list_tuples, lambda step: step.pid_hash)
            ELSE ptree_list
        END AS hashes
    FROM process_path
)
SELECT
    i.record,
    blank_is_null(path.process_name) AS process_name,
    CASE WHEN hashes IS NULL THEN coalesce(len(string_split(nullif(ptree, ''), '->')), 0) ELSE len(hashes) END AS length,
    hashes
FROM path
LEFT JOIN identity i ON i.pid_key = hash_key(path.pid_hash);
