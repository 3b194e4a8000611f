-- The rows of process_path without ptree_list, in the form of compare_path: the hashes are those of the tuples; without
-- tuples, the length is counted in the text, and is 0 without text.
WITH path AS (
    SELECT pid_hash, process_name, ptree, list_transform(ptree_list_tuples, lambda step: step.pid_hash) AS hashes
    FROM process_path
    WHERE ptree_list IS NULL
)
SELECT
    pid_hash,
    blank_is_null(process_name) AS process_name,
    CASE WHEN hashes IS NULL THEN coalesce(len(string_split(nullif(ptree, ''), '->')), 0) ELSE len(hashes) END AS length,
    hashes
FROM path;
