-- Rows for event out of `mapped`, what a mapping made of the records just read: (number, kind, host, process_key, pid,
-- started, time, image, command_line, parent_key, parent_pid, parent_started, user_name, exit_code, loaded, md5).
-- $1 is the file, $2 the mapping's name.
SELECT
    $1::INTEGER, number, $2, kind, host,
    instance_hash(host, process_key, pid, started),
    pid, started, time,
    lower(image),
    arguments(command_line),
    instance_hash(host, parent_key, parent_pid, parent_started),
    parent_pid, user_name, exit_code,
    -- A mapping may say NULL, which has no type of its own.
    lower(loaded::VARCHAR),
    md5
FROM mapped
