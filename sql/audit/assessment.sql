-- assessment: one row per record, in the order of record, filled by C++ (src/audit/assessment.hpp) from the links, the
-- rebuilt lineages and the recorded ones. The flags on recorded paths are NULL when the dataset has no process_path.
CREATE OR REPLACE TABLE assessment (
    state VARCHAR,
    depth BIGINT,               -- records in the rebuilt lineage
    likely_parent BIGINT,       -- record; NULL: none
    repaired BOOLEAN,           -- the rebuilt lineage has a parent that the recorded one lacks or has wrong
    missing_path BOOLEAN,
    short_path BOOLEAN,
    wrong_path BOOLEAN,
    self_parent BOOLEAN,
    parent_started_later BOOLEAN,
    parent_ended_earlier BOOLEAN,
    cross_host_parent BOOLEAN,
    duplicate_pid_hash BOOLEAN,
    nameless BOOLEAN,
    malformed_hash BOOLEAN,
    unexpected_parent BOOLEAN
);
