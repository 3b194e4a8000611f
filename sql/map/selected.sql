-- selected: the process instances of the map, numbered from 0 in the order of their hashes.
CREATE OR REPLACE TABLE selected AS
SELECT
    CAST(row_number() OVER (ORDER BY pid_hash) - 1 AS INTEGER) AS object,
    pid_hash, hostname, process_name, args, user_name, process_started, ptree
FROM candidate
WHERE left_out IS NULL
ORDER BY pid_hash;
DROP TABLE candidate;
