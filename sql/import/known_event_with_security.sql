-- known_event where there are events of the Security log; otherwise known_event.sql does. Reads event.
-- Sysmon tells more than the Security log: where both speak of a host, the Security log's events are left out.
CREATE OR REPLACE TABLE sysmon_host AS
SELECT DISTINCT lower(host) AS host FROM event WHERE source = 'sysmon' AND kind = 'start' AND host IS NOT NULL;

-- security_start: the starts that the Security log records, the only thing there that tells two uses of a PID apart.
CREATE OR REPLACE TABLE security_start AS
SELECT DISTINCT lower(host) AS host, pid, started, pid_hash
FROM event
WHERE source = 'security' AND kind = 'start' AND pid_hash IS NOT NULL;

-- security_event: its events by number, with the starts that the PIDs meant at that time: the last ones before it.
CREATE OR REPLACE TABLE security_event AS
SELECT
    e.number,
    -- The end of a process whose start was not recorded stands for itself.
    coalesce(own.pid_hash, instance_hash(e.host, NULL, e.pid, e.time)) AS pid_hash,
    parent.pid_hash AS parent_pid_hash
FROM (SELECT *, lower(host) AS host_key FROM event WHERE source = 'security') e
ASOF LEFT JOIN security_start own ON e.host_key = own.host AND e.pid = own.pid AND e.time >= own.started
ASOF LEFT JOIN security_start parent ON e.host_key = parent.host AND e.parent_pid = parent.pid AND e.time > parent.started
WHERE e.host_key NOT IN (SELECT host FROM sysmon_host);

CREATE OR REPLACE VIEW known_event AS
WITH told AS (
    SELECT * FROM event WHERE source <> 'security'
    UNION ALL
    SELECT e.* REPLACE (s.pid_hash AS pid_hash, s.parent_pid_hash AS parent_pid_hash)
    FROM event e
    JOIN security_event s USING (number)
    WHERE e.source = 'security'
)
FROM told
WHERE pid_hash IS NOT NULL AND time IS NOT NULL;
