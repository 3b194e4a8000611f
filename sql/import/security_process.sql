-- Resolves the processes of the Security log's events. Reads security_event and sysmon_host.
-- security_start: the starts, which alone distinguish two uses of a PID.
CREATE OR REPLACE TABLE security_start AS
SELECT DISTINCT lower(host) AS host, pid, started, pid_hash
FROM security_event
WHERE kind = 'start' AND pid_hash IS NOT NULL;

-- security_process: the events by number, each with the last start of its PID before it. Sysmon says more than the
-- Security log: events of the Security log are left out for hosts that Sysmon reports on.
CREATE OR REPLACE TABLE security_process AS
SELECT
    e.number,
    -- The end of a process whose start was not recorded identifies the process by itself.
    coalesce(own.pid_hash, instance_hash(e.host, NULL, e.pid, e.time)) AS pid_hash,
    parent.pid_hash AS parent_pid_hash
FROM (SELECT *, lower(host) AS host_key FROM security_event) e
ASOF LEFT JOIN security_start own ON e.host_key = own.host AND e.pid = own.pid AND e.time >= own.started
ASOF LEFT JOIN security_start parent ON e.host_key = parent.host AND e.parent_pid = parent.pid AND e.time > parent.started
WHERE e.host_key NOT IN (SELECT lower(host) FROM sysmon_host);
