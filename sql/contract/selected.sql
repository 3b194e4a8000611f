-- selected: the members of all parts in hash order, with the columns of sql/map/selected.sql, the part that each is
-- from, and its object and bag there. Reads the view contract_part.
CREATE OR REPLACE TABLE selected AS
SELECT
    CAST(row_number() OVER (ORDER BY upper(CAST(pid_hash AS VARCHAR)), part) - 1 AS INTEGER) AS process,
    upper(CAST(pid_hash AS VARCHAR)) AS pid_hash,
    CAST(hostname AS VARCHAR) AS hostname,
    CAST(process_name AS VARCHAR) AS process_name,
    CAST(args AS VARCHAR) AS args,
    CAST(user_name AS VARCHAR) AS user_name,
    CAST(process_started AS TIMESTAMP) AS process_started,
    CAST(ptree AS VARCHAR) AS ptree,
    upper(CAST(parent_pid_hash AS VARCHAR)) AS parent_pid_hash,
    CAST(process_term AS TIMESTAMP) AS process_term,
    CAST(exit_code AS BIGINT) AS exit_code,
    CAST(os_pid AS BIGINT) AS os_pid,
    CAST(part AS INTEGER) AS part,
    CAST(object AS INTEGER) AS part_object,
    CAST(bag AS INTEGER) AS part_bag
FROM contract_part
ORDER BY process;
