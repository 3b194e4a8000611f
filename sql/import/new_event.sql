-- Rows of event out of `mapped`, what a mapping made of the records just read: (number, kind, host, process_key, pid,
-- started, time, image, command_line, parent_key, parent_pid, parent_started, user_name, exit_code, loaded, md5), and
-- `origin`, one row with the mapping's name.
SELECT
    (number >> 40)::INTEGER AS file,
    number, source, kind, host,
    instance_hash(host, process_key, pid, started) AS pid_hash,
    pid::BIGINT AS pid,
    started::TIMESTAMP AS started,
    time,
    lower(image) AS image,
    CASE WHEN kind = 'start' THEN arguments(command_line::VARCHAR) END AS args,
    CASE WHEN kind = 'start' THEN instance_hash(host, parent_key, parent_pid, parent_started) END AS parent_pid_hash,
    parent_pid::BIGINT AS parent_pid,
    user_name::VARCHAR AS user_name,
    exit_code::BIGINT AS exit_code,
    lower(loaded::VARCHAR) AS loaded,
    try_cast(md5::VARCHAR AS UUID) AS md5
FROM mapped, origin
