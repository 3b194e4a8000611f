-- Sysmon: process create (1), process terminated (5), image loaded (7).
-- Fields: https://learn.microsoft.com/sysinternals/downloads/sysmon#events
--
-- form: NXLog; channel = Channel; event = EventID; host = Hostname; time = @timestamp
-- form: Winlogbeat; channel = winlog.channel; event = winlog.event_id; host = winlog.computer_name; time = @timestamp; fields = winlog.event_data.
-- form: evtx_dump; channel = Event.System.Channel; event = Event.System.EventID | Event.System.EventID.#text; host = Event.System.Computer; time = Event.System.TimeCreated.#attributes.SystemTime; fields = Event.EventData.
-- channel: Microsoft-Windows-Sysmon/Operational
-- event: 1, 5, 7
SELECT
    number,
    CASE event WHEN '1' THEN 'start' WHEN '5' THEN 'end' ELSE 'load' END AS kind,
    host,
    guid("ProcessGuid") AS process_key,
    whole("ProcessId") AS pid,
    CASE WHEN event = '1' THEN coalesce(utc("UtcTime"), utc(time)) END AS started,
    coalesce(utc("UtcTime"), utc(time)) AS time,
    program("Image") AS image,
    "CommandLine" AS command_line,
    guid("ParentProcessGuid") AS parent_key,
    whole("ParentProcessId") AS parent_pid,
    NULL AS parent_started,
    given("User") AS user_name,
    NULL AS exit_code,
    given("ImageLoaded") AS loaded,
    md5_in("Hashes") AS md5
FROM record
