-- Elastic Common Schema: processes and libraries as Elastic Defend writes them, and Sysmon's events 1, 5 and 7 as
-- Winlogbeat's and the Windows integration's module translates them, where winlog.* was not kept.
-- Fields: https://www.elastic.co/docs/reference/ecs (process, dll)
--
-- rank: 2
-- form: ECS; channel = event.category; event = event.code | event.action; host = host.name | host.hostname; time = @timestamp
-- channel: process, library
-- event: start, exec, already_running, end, load, 1, 5, 7
SELECT
    number,
    CASE WHEN event IN ('end', '5') THEN 'end' WHEN event IN ('load', '7') THEN 'load' ELSE 'start' END AS kind,
    host,
    given("process.entity_id") AS process_key,
    whole("process.pid") AS pid,
    -- A process that the sensor found running started at a time that only process.start says.
    coalesce(utc("process.start"), CASE WHEN event IN ('start', 'exec', '1') THEN utc(time) END) AS started,
    utc(time) AS time,
    given("process.executable") AS image,
    "process.command_line" AS command_line,
    given("process.parent.entity_id") AS parent_key,
    whole("process.parent.pid") AS parent_pid,
    utc("process.parent.start") AS parent_started,
    account("user.domain", "user.name") AS user_name,
    whole("process.exit_code") AS exit_code,
    given("dll.path") AS loaded,
    lower(CASE WHEN event IN ('load', '7') THEN "dll.hash.md5" ELSE "process.hash.md5" END) AS md5
FROM record
