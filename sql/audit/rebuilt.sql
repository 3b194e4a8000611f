-- rebuilt: one row per record, filled by C++ (src/audit/lineage.hpp, src/audit/recorded_paths.hpp): how its lineage ends,
-- how many records it has, the last of them, and whether the recorded path is missing, too short or wrong (NULL when the
-- dataset has no process_path).
CREATE OR REPLACE TABLE rebuilt (
    record BIGINT,
    state VARCHAR,
    depth BIGINT,
    oldest BIGINT,
    missing_path BOOLEAN,
    short_path BOOLEAN,
    wrong_path BOOLEAN
);
