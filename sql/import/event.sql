-- event: what records tell of processes, whatever their source: one row for each start and end; the loads that a process
-- did in a batch of records are one row (src/import/folded_events.hpp), what was loaded is kept elsewhere.
-- Filled by C++ (src/import/event_store.cpp); when it grows large it goes to a file and starts anew, and `event` then
-- means all files.
CREATE OR REPLACE TABLE event (
    file INTEGER,              -- the file that it came from
    number BIGINT,             -- of the first record, in the order of reading: the file times 2^40, and the record in it
    source VARCHAR,            -- the mapping
    kind VARCHAR,              -- start, end or load
    events BIGINT,             -- how many records it stands for
    host VARCHAR,              -- as given
    pid_hash UUID,             -- NULL: the event does not say enough to name a process
    pid BIGINT,
    started TIMESTAMP,         -- of the process, where the event says it
    time TIMESTAMP,            -- of the event, the first of several
    last_time TIMESTAMP,       -- of the last of them
    image VARCHAR,             -- the program, full path
    args VARCHAR,              -- start only, as are the parent's
    parent_pid_hash UUID,
    parent_pid BIGINT,
    user_name VARCHAR,
    exit_code BIGINT,          -- end only
    md5 UUID                   -- of the program, start only
);
