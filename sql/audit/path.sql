-- path: one row per row of process_path, filled by C++ while it compares (src/audit/recorded_paths.hpp).
CREATE OR REPLACE TABLE path (
    record BIGINT,         -- of its process; NULL: it has none
    process_name VARCHAR,
    length BIGINT          -- processes in its lineage
);
-- repeated_path: the hashes of processes with more than one row; mostly empty.
CREATE OR REPLACE TABLE repeated_path (pid_key VARCHAR);
