-- Of several rows of `instance` with one hash, the one that started first represents the process.
CREATE OR REPLACE TABLE instance AS
SELECT *
FROM instance
QUALIFY row_number() OVER (
    PARTITION BY pid_hash
    ORDER BY process_started NULLS LAST, hostname, process_name, args, user_name
) = 1;
