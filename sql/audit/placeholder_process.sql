-- placeholder_process: the records that a sensor writes in place of parents that it cannot resolve (data, not code). What
-- hangs below one has lost its lineage. A record is one of them when its name matches, without case, its PID does not
-- contradict the row, and nothing but the kernel is recorded above it: a program that merely bears the name is started by
-- another and has a PID of its own.
-- Source: [wintap] LLNL/Wintap: the process `unknown` with PID 1 under the kernel; `.exe` is appended to names without it.
CREATE OR REPLACE TABLE placeholder_process AS
FROM (VALUES
    ('unknown',     1, 'wintap'),
    ('unknown.exe', 1, 'wintap')
) t(process_name, os_pid, source);
