-- counted: processes, and how many of them are in each state and have each flag: in total, by host, by name, by day, by
-- hour of the day, and by host and day. Hosts and names as spelled. Filled by C++ (src/audit/summary/breakdowns.hpp).
CREATE OR REPLACE TABLE counted (
    by_host BOOLEAN,  -- what a row counts by; if none of the four, it counts everything
    by_name BOOLEAN,
    by_day BOOLEAN,
    by_hour BOOLEAN,
    hostname VARCHAR,
    process_name VARCHAR,
    day_number INTEGER,  -- days since 1970-01-01, UTC
    hour INTEGER,        -- of the day, UTC
    processes BIGINT,
    root BIGINT,
    complete BIGINT,
    truncated BIGINT,
    orphan BIGINT,
    dud BIGINT,
    cyclic BIGINT,
    missing_path BIGINT,
    short_path BIGINT,
    wrong_path BIGINT,
    self_parent BIGINT,
    parent_started_later BIGINT,
    parent_ended_earlier BIGINT,
    cross_host_parent BIGINT,
    duplicate_pid_hash BIGINT,
    nameless BIGINT,
    malformed_hash BIGINT,
    unexpected_parent BIGINT,
    repaired BIGINT,      -- the rebuilt lineage has a parent that is missing or wrong in the recorded one
    likely_parent BIGINT  -- orphans that have one
);
