-- short_path: the names in rows of process_path with a lineage shorter than 2, with counts. Filled by C++ while it
-- compares (src/audit/assessment/recorded_paths.hpp).
CREATE OR REPLACE TABLE short_path (
    process_name VARCHAR,
    paths BIGINT
);
