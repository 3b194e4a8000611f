-- Rows of event out of mapped_event(), which C++ makes up of what a mapping made of the records just read
-- (src/import/event_store.cpp): the loads of each process folded into one, times as microseconds since 1970, and
-- command_line without the program; and `origin`, one row with the mapping's name.
SELECT
    (number >> 40)::INTEGER AS file,
    number, source, kind, events, host, pid_hash, pid,
    make_timestamp(started) AS started,
    make_timestamp(time) AS time,
    make_timestamp(last_time) AS last_time,
    image,
    CASE WHEN kind = 'start' THEN command_line END AS args,
    parent_pid_hash, parent_pid, user_name, exit_code, md5
FROM mapped_event(), origin
