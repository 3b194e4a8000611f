-- The truth about every row of process, in the same order.
SELECT
    pid_hash, program, kind, state, likely_parent_pid_hash,
    missing_path, short_path, wrong_path, self_parent, parent_started_later, parent_ended_earlier, cross_host_parent,
    duplicate_pid_hash, nameless, unexpected_parent, odd_images
FROM made
ORDER BY number
