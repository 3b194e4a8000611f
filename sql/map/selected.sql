-- selected: the process instances of the map, numbered from 0 in hash order.
CREATE OR REPLACE TABLE selected AS
SELECT
    CAST(row_number() OVER (ORDER BY pid_hash) - 1 AS INTEGER) AS process,
    pid_hash, process_path, hostname, process_name, args, user_name, process_started, ptree,
    parent_pid_hash, process_term, exit_code, os_pid
FROM candidate
WHERE left_out IS NULL
ORDER BY pid_hash;
DROP TABLE candidate;
