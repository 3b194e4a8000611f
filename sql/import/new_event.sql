-- Rows of event out of `mapped`, what a mapping made of the records just read, with the loads of each process folded
-- (src/import/folded_events.hpp): (number, events, last_time, kind, host, process_key, pid, started, time, image,
-- command_line (without the program), parent_key, parent_pid, parent_started, user_name, exit_code, loaded, md5), times
-- as microseconds since 1970; and `origin`, one row with the mapping's name.
SELECT
    (number >> 40)::INTEGER AS file,
    number, source, kind, events, host,
    instance_hash(host, process_key, pid, make_timestamp(started)) AS pid_hash,
    pid,
    make_timestamp(started) AS started,
    make_timestamp(time) AS time,
    make_timestamp(last_time) AS last_time,
    image,
    CASE WHEN kind = 'start' THEN command_line END AS args,
    CASE
        WHEN kind = 'start' THEN instance_hash(host, parent_key, parent_pid, make_timestamp(parent_started))
    END AS parent_pid_hash,
    parent_pid, user_name, exit_code,
    CASE WHEN kind = 'start' THEN md5::UUID END AS md5
FROM mapped, origin
