-- security_event: what the Security log tells of processes, one row an event.
-- Filled by C++ (src/import/store/security_events.cpp); when it grows large it goes to a file and starts anew, and
-- `security_event` then means all files.
CREATE OR REPLACE TABLE security_event (
    number BIGINT,         -- of the record, as src/import/store/process_event.hpp has it
    kind VARCHAR,          -- start or end
    host VARCHAR,          -- as given
    pid_hash UUID,         -- of starts; NULL: the event does not say enough to name a process
    pid BIGINT,
    started TIMESTAMP,     -- of starts
    time TIMESTAMP,
    image VARCHAR,         -- the program, full path
    args VARCHAR,          -- start only
    parent_pid BIGINT,     -- start only
    user_name VARCHAR,
    exit_code BIGINT       -- end only
);
