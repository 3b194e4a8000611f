-- dud: one row per record without a parent hash. Reads the view process.
CREATE OR REPLACE TABLE dud AS
SELECT blank_is_null(process_name) AS process_name, blank_is_null(args) AS args
FROM process
WHERE blank_is_null(parent_pid_hash) IS NULL;
