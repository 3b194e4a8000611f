-- security_event: the Security log's events about processes, one row per event. Filled by C++
-- (src/import/store/security_events.cpp); when it grows large it is written to a file and emptied, and `security_event`
-- is then a view of all files.
CREATE OR REPLACE TABLE security_event (
    number BIGINT,         -- of the record, see src/import/store/process_event.hpp
    kind VARCHAR,          -- start or end
    host VARCHAR,          -- as given
    pid_hash UUID,         -- of starts; NULL: the event does not identify a process
    pid BIGINT,
    started TIMESTAMP,     -- of starts
    time TIMESTAMP,
    image VARCHAR,         -- the program, full path
    args VARCHAR,          -- start only
    parent_pid BIGINT,     -- start only
    user_name VARCHAR,
    exit_code BIGINT,      -- end only
    integrity_level VARCHAR,  -- start only, as are the next
    logon_id VARCHAR,
    parent_image VARCHAR,
    record_number BIGINT,     -- of starts and ends
    record_channel VARCHAR
);
