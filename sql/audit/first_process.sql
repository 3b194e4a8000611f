-- first_process: the processes at which a lineage may legitimately end, because the kernel starts them (data, not
-- code). A record is one of them if its name matches, ignoring case, and its PIDs do not contradict the row (NULL:
-- any). kernel: created by the kernel itself, so another kernel process may be recorded as its parent (System under
-- Idle, Registry under System); the others are first only if no parent is recorded.
-- Sources: [internals] Yosifovich, Ionescu, Russinovich, Solomon: Windows Internals, part 1, 7th edition, chapters 2
-- and 3 (minimal and system processes, session manager); [hunt] SANS, "Hunt Evil" poster (DFPS_FOR508);
-- [wintap] LLNL/Wintap documentation: lineages end at ntoskrnl.exe; [man] boot(7), kthreads; launchd(8).
CREATE OR REPLACE TABLE first_process AS
FROM (VALUES
    ('idle',                true,  0,    NULL, 'internals'),
    ('system idle process', true,  0,    NULL, 'internals'),
    ('system',              true,  4,    NULL, 'internals, hunt'),
    ('ntoskrnl.exe',        true,  NULL, NULL, 'wintap'),
    ('secure system',       true,  NULL, NULL, 'internals'),
    ('registry',            true,  NULL, NULL, 'internals'),
    ('memory compression',  true,  NULL, NULL, 'internals'),
    ('memcompression',      true,  NULL, NULL, 'internals'),
    -- The session manager started by System (PID 4). The copies that it starts for each session have it as their
    -- parent.
    ('smss.exe',            false, NULL, 4,    'internals, hunt'),
    ('kthreadd',            true,  2,    NULL, 'man'),
    ('systemd',             false, 1,    NULL, 'man'),
    ('init',                false, 1,    NULL, 'man'),
    ('kernel_task',         true,  0,    NULL, 'man'),
    ('launchd',             false, 1,    NULL, 'man')
) t(process_name, kernel, os_pid, parent_os_pid, source);
