-- Whose the events of the Security log are. Reads security_event and sysmon_host.
-- security_start: the starts, the only thing there that tells two uses of a PID apart.
CREATE OR REPLACE TABLE security_start AS
SELECT DISTINCT lower(host) AS host, pid, started, pid_hash
FROM security_event
WHERE kind = 'start' AND pid_hash IS NOT NULL;

-- security_process: the events by number, with the starts that the PIDs meant at that time: the last ones before it.
-- Sysmon tells more than the Security log: where both speak of a host, the Security log's events are left out.
CREATE OR REPLACE TABLE security_process AS
SELECT
    e.number,
    -- The end of a process whose start was not recorded stands for itself.
    coalesce(own.pid_hash, instance_hash(e.host, NULL, e.pid, e.time)) AS pid_hash,
    parent.pid_hash AS parent_pid_hash
FROM (SELECT *, lower(host) AS host_key FROM security_event) e
ASOF LEFT JOIN security_start own ON e.host_key = own.host AND e.pid = own.pid AND e.time >= own.started
ASOF LEFT JOIN security_start parent ON e.host_key = parent.host AND e.parent_pid = parent.pid AND e.time > parent.started
WHERE e.host_key NOT IN (SELECT lower(host) FROM sysmon_host);
