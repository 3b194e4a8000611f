-- One part of a demo dataset as it is generated: numbers for what repeats, texts for what does not. Times are
-- microseconds since 1970 UTC.
CREATE TABLE image (image INTEGER, filename VARCHAR);
-- One row per row of the table process.
CREATE TABLE made (
    number INTEGER,            -- of the row in this part
    pid_hash VARCHAR,
    parent_pid_hash VARCHAR,
    guid VARCHAR,
    parent_guid VARCHAR,
    hostname VARCHAR,
    os_pid BIGINT,
    parent_os_pid BIGINT,
    process_name VARCHAR,
    args VARCHAR,
    executable INTEGER,        -- an image
    user_name VARCHAR,
    started BIGINT,
    ended BIGINT,
    last_seen BIGINT,
    exit_code BIGINT,
    agent_id VARCHAR,
    path_hashes VARCHAR[],     -- the lineage in process_path, leaf first; NULL: no row there
    path_names VARCHAR[],      -- NULL: the leaf has no name
    program VARCHAR,           -- the columns from here on are the truth about it
    kind VARCHAR,
    state VARCHAR,
    likely_parent_pid_hash VARCHAR,
    missing_path BOOLEAN,
    short_path BOOLEAN,
    wrong_path BOOLEAN,
    self_parent BOOLEAN,
    parent_started_later BOOLEAN,
    parent_ended_earlier BOOLEAN,
    cross_host_parent BOOLEAN,
    duplicate_pid_hash BOOLEAN,
    nameless BOOLEAN,
    unexpected_parent BOOLEAN,
    odd_images BOOLEAN
);
-- Processes that occur only in image loads; numbered after the rows of made.
CREATE TABLE ghost (number INTEGER, pid_hash VARCHAR, guid VARCHAR, hostname VARCHAR, process_name VARCHAR, started BIGINT);
CREATE TABLE load (number INTEGER, image INTEGER, delay INTEGER, times INTEGER);
CREATE VIEW loader AS
SELECT number, pid_hash, guid, hostname, process_name, os_pid, executable, started FROM made
UNION ALL
SELECT number, pid_hash, guid, hostname, process_name, NULL, NULL, started FROM ghost;
