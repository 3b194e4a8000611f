-- The events of the Security log that name a process and are not superseded, with its hash and its parent's. Reads security_event and
-- security_process.
SELECT
    number,
    kind = 'start' AS is_start,
    hash_text(p.pid_hash) AS pid_hash,
    hash_text(p.parent_pid_hash) AS parent_pid_hash,
    time,
    started,
    pid,
    parent_pid,
    exit_code,
    host,
    image,
    user_name,
    args,
    integrity_level,
    logon_id,
    parent_image,
    record_number,
    record_channel
FROM security_event
JOIN security_process p USING (number)
WHERE p.pid_hash IS NOT NULL AND time IS NOT NULL
