-- event: one row per record that a mapping kept, whatever its source: a process started, ended, or loaded an image.
-- Made in pieces by new_event.sql; each piece becomes a file, and `event` then means all of them.
CREATE OR REPLACE TABLE event (
    file INTEGER,              -- the file that it came from
    number BIGINT,             -- in the order of reading: the file times 2^40, and the record in it
    source VARCHAR,            -- the mapping
    kind VARCHAR,              -- start, end or load
    host VARCHAR,              -- as given
    pid_hash UUID,             -- NULL: the event does not say enough to name a process
    pid BIGINT,
    started TIMESTAMP,         -- of the process, where the event says it
    time TIMESTAMP,            -- of the event
    image VARCHAR,             -- the program, full path
    args VARCHAR,              -- start only, as are the parent's
    parent_pid_hash UUID,
    parent_pid BIGINT,
    user_name VARCHAR,
    exit_code BIGINT,          -- end only
    loaded VARCHAR,            -- load only: full path of the image
    md5 UUID                   -- of the program (start), of the image (load)
);
