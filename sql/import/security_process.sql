-- Resolves the processes of the Security log's events. Reads security_event, sysmon_day and unstarted_process.
-- security_start: the starts, which alone distinguish two uses of a PID. A start whose process another source knows, but
-- only by what it did later, is that process.
CREATE OR REPLACE TABLE security_start AS
WITH distinct_start AS (
    SELECT
        lower(host) AS host,
        pid,
        started,
        file_name(image) AS program,
        pid_hash,
        min(log_position(started, record_number, number)) AS position
    FROM security_event
    WHERE kind = 'start' AND pid_hash IS NOT NULL
    GROUP BY ALL
),
followed_start AS (
    SELECT *, lead(started) OVER (PARTITION BY host, pid ORDER BY position) AS next_started
    FROM distinct_start
)
SELECT
    s.host,
    s.pid,
    s.started,
    s.program,
    s.position,
    CASE WHEN s.next_started IS NULL OR u.first < s.next_started
        THEN coalesce(u.pid_hash, s.pid_hash) ELSE s.pid_hash END AS pid_hash
FROM followed_start s
ASOF LEFT JOIN unstarted_process u
    ON s.host = u.host AND s.pid = u.pid AND s.program = u.program AND s.started <= u.first;

-- security_own: the events by number, each with the last start of its PID up to it.
CREATE OR REPLACE TABLE security_own AS
SELECT e.number, e.host_key, e.pid, e.time, own.pid_hash, own.started
FROM (SELECT *, lower(host) AS host_key, log_position(time, record_number, number) AS position FROM security_event) e
ASOF LEFT JOIN security_start own
    ON e.host_key = own.host AND e.pid = own.pid AND e.position >= own.position;

-- security_superseded: Sysmon says more than the Security log, so events are left out while Sysmon reports starts on
-- their host: from its first to its last, unless a day passes without any. The two logs' clocks differ slightly.
CREATE OR REPLACE TABLE security_superseded AS
WITH run_start AS (
    SELECT *, coalesce(day - lag(day) OVER (PARTITION BY host ORDER BY day) > 1, true)::INTEGER AS starts_run
    FROM sysmon_day
),
numbered_run AS (
    SELECT *, sum(starts_run) OVER (PARTITION BY host ORDER BY day) AS run
    FROM run_start
),
span AS (
    SELECT host, min(first) - INTERVAL 5 SECONDS AS first, max(last) + INTERVAL 5 SECONDS AS last
    FROM numbered_run
    GROUP BY host, run
)
SELECT o.number
FROM security_own o
ASOF JOIN span s ON o.host_key = s.host AND coalesce(o.started, o.time) >= s.first
WHERE coalesce(o.started, o.time) <= s.last
UNION
-- Clocks that are set to another time zone: another source has the start of the same program and PID whole hours apart.
SELECT o.number
FROM security_own o
JOIN (
    SELECT DISTINCT s.host, s.pid, s.started
    FROM (SELECT *, epoch_us(started) AS us FROM security_start) s
    JOIN (SELECT *, epoch_us(started) AS us FROM started_process) k USING (host, pid, program)
    WHERE abs(k.us - s.us) BETWEEN 1800000000 AND 26 * 3600000000
        AND abs((k.us - s.us + 26 * 3600000000 + 1800000000) % 3600000000 - 1800000000) <= 5000000
) twin ON o.host_key = twin.host AND o.pid = twin.pid AND o.started = twin.started;

-- security_process: the other events by number, with their process and its parent: the last start of the parent's PID
-- before, which must not be of another program than the one that the event names.
CREATE OR REPLACE TABLE security_process AS
SELECT
    e.number,
    -- The end of a process whose start was not recorded identifies the process by itself.
    coalesce(own.pid_hash, instance_hash(e.host, NULL, e.pid, e.time)) AS pid_hash,
    CASE WHEN e.parent_program IS NULL THEN of_any.pid_hash ELSE of_program.pid_hash END AS parent_pid_hash
FROM (
    SELECT
        *,
        lower(host) AS host_key,
        file_name(parent_image) AS parent_program,
        log_position(time, record_number, number) AS position
    FROM security_event
    ANTI JOIN security_superseded USING (number)
) e
JOIN security_own own USING (number)
ASOF LEFT JOIN security_start of_any
    ON e.host_key = of_any.host AND e.parent_pid = of_any.pid AND e.position > of_any.position
ASOF LEFT JOIN security_start of_program
    ON e.host_key = of_program.host AND e.parent_pid = of_program.pid AND e.parent_program = of_program.program
    AND e.position > of_program.position;
