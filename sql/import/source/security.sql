-- Windows Security log: a process was created (4688), a process has exited (4689); for hosts without Sysmon.
-- Fields: https://learn.microsoft.com/windows/security/threat-protection/auditing/event-4688 (and -4689)
-- A PID is all that names a process here; security_process.sql finds the start that it belongs to.
--
-- form: NXLog; channel = Channel; event = EventID; host = Hostname; time = EventTimeUtc | TimeCreated | @timestamp
-- form: Winlogbeat; channel = winlog.channel; event = winlog.event_id; host = winlog.computer_name; time = @timestamp; fields = winlog.event_data.
-- form: evtx_dump; channel = Event.System.Channel; event = Event.System.EventID | Event.System.EventID.#text; host = Event.System.Computer; time = Event.System.TimeCreated.#attributes.SystemTime; fields = Event.EventData.
-- channel: Security
-- event: 4688, 4689
SELECT
    number,
    CASE event WHEN '4688' THEN 'start' ELSE 'end' END AS kind,
    host,
    NULL AS process_key,
    whole(CASE event WHEN '4688' THEN "NewProcessId" ELSE "ProcessId" END) AS pid,
    CASE event WHEN '4688' THEN utc(time) END AS started,
    utc(time) AS time,
    given(CASE event WHEN '4688' THEN "NewProcessName" ELSE "ProcessName" END) AS image,
    given("CommandLine") AS command_line,
    NULL AS parent_key,
    CASE event WHEN '4688' THEN whole("ProcessId") END AS parent_pid,
    NULL AS parent_started,
    -- The account that the process runs as, when it is another than the one that started it.
    CASE event
        WHEN '4688' THEN coalesce(account("TargetDomainName", "TargetUserName"), account("SubjectDomainName", "SubjectUserName"))
        ELSE account("SubjectDomainName", "SubjectUserName")
    END AS user_name,
    whole("Status") AS exit_code,
    NULL AS loaded,
    NULL AS md5
FROM record
