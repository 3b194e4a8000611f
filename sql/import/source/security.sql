-- Windows Security log: a process was created (4688), a process has exited (4689); for hosts without Sysmon.
-- Fields: https://learn.microsoft.com/windows/security/threat-protection/auditing/event-4688 (and -4689)
-- Splunk's add-on names the fields as the message does ("Creator Process ID").
-- A PID is all that names a process here; security_process.sql finds the start that it belongs to.
--
-- form: NXLog; channel = Channel; event = EventID; host = Hostname; time = EventTimeUtc | TimeCreated | @timestamp | EventTime; record = RecordNumber | RecordId
-- form: Winlogbeat; channel = winlog.channel; event = winlog.event_id; host = winlog.computer_name; time = @timestamp; record = winlog.record_id; fields = winlog.event_data.
-- form: EVTX or evtx_dump; channel = Event.System.Channel; event = Event.System.EventID | Event.System.EventID.#text; host = Event.System.Computer; time = Event.System.TimeCreated.#attributes.SystemTime; record = Event.System.EventRecordID; fields = Event.EventData.
-- loose forms of: windows_event
-- channel: Security, Microsoft-Windows-Security-Auditing, XmlWinEventLog:Security, WinEventLog:Security
-- event: 4688, 4689
-- needs: time, NewProcessId, ProcessName

-- column: kind from event
CASE event WHEN '4688' THEN 'start' ELSE 'end' END

-- column: host from host
host

-- column: pid from event, NewProcessId, ProcessId
whole(CASE event WHEN '4688' THEN "NewProcessId" ELSE "ProcessId" END)

-- column: started from event, time
CASE event WHEN '4688' THEN utc(time) END

-- column: time from time
utc(time)

-- column: image from event, NewProcessName, ProcessName
given(CASE event WHEN '4688' THEN "NewProcessName" ELSE "ProcessName" END)

-- column: command_line from CommandLine, Process_Command_Line
coalesce(given("CommandLine"), given("Process_Command_Line"))

-- column: parent_pid from event, ProcessId, Creator_Process_ID
CASE event WHEN '4688' THEN whole(coalesce("Creator_Process_ID", "ProcessId")) END

-- The account that the process runs as, when it is another than the one that started it.
-- column: user_name from event, TargetDomainName, TargetUserName, SubjectDomainName, SubjectUserName
CASE event
    WHEN '4688' THEN coalesce(account("TargetDomainName", "TargetUserName"), account("SubjectDomainName", "SubjectUserName"))
    ELSE account("SubjectDomainName", "SubjectUserName")
END

-- column: exit_code from Status, Exit_Status
whole(coalesce("Status", "Exit_Status"))

-- column: integrity_level from MandatoryLabel
integrity("MandatoryLabel")

-- Like the account.
-- column: logon_id from TargetLogonId, SubjectLogonId
lower(coalesce(nullif(given("TargetLogonId"), '0x0'), given("SubjectLogonId")))

-- column: parent_image from ParentProcessName, Creator_Process_Name
coalesce(given("ParentProcessName"), given("Creator_Process_Name"))

-- column: record_number from record
whole(record)

-- column: record_channel from event
CASE event WHEN '4688' THEN 'Security' END
