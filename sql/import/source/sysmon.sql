-- Sysmon: process create (1), process terminated (5), image loaded (7); network connection (3), DNS query (22); file
-- created (11), deleted (23, 26), its creation time changed (2); registry key created or deleted (12), value set (13), key
-- or value renamed (14).
-- Fields: https://learn.microsoft.com/sysinternals/downloads/sysmon#events
--
-- form: NXLog; channel = Channel; event = EventID; host = Hostname; time = @timestamp; record = RecordNumber | RecordId
-- form: Winlogbeat; channel = winlog.channel; event = winlog.event_id; host = winlog.computer_name; time = @timestamp; record = winlog.record_id; fields = winlog.event_data.
-- form: EVTX or evtx_dump; channel = Event.System.Channel; event = Event.System.EventID | Event.System.EventID.#text; host = Event.System.Computer; time = Event.System.TimeCreated.#attributes.SystemTime; record = Event.System.EventRecordID; fields = Event.EventData.
-- loose forms of: windows_event
-- loose form: Sysmon's fields alone; event = EventID | EventCode | ID; host = Computer | ComputerName | Hostname | MachineName | host.name | host; time = @timestamp | _time | TimeCreated | EventTime; record = EventRecordID | RecordNumber | RecordID; needs = ProcessGuid
-- channel: Microsoft-Windows-Sysmon/Operational, Linux-Sysmon/Operational, Microsoft-Windows-Sysmon, Linux-Sysmon, XmlWinEventLog:Microsoft-Windows-Sysmon/Operational, WinEventLog:Microsoft-Windows-Sysmon/Operational
-- event: 1, 2, 3, 5, 7, 11, 12, 13, 14, 22, 23, 26
-- needs: ProcessGuid, Image

-- column: kind from event
CASE
    WHEN event = '1' THEN 'start'
    WHEN event = '5' THEN 'end'
    WHEN event = '7' THEN 'load'
    WHEN event IN ('3', '22') THEN 'connection'
    WHEN event IN ('12', '13', '14') THEN 'registry'
    ELSE 'file'
END

-- column: host from host
host

-- column: process_key from ProcessGuid
guid("ProcessGuid")

-- column: pid from ProcessId
whole("ProcessId")

-- column: started from event, time, UtcTime
CASE WHEN event = '1' THEN coalesce(utc("UtcTime"), utc(time)) END

-- column: time from time, UtcTime
coalesce(utc("UtcTime"), utc(time))

-- column: image from Image
program("Image")

-- column: command_line from CommandLine
"CommandLine"

-- column: parent_key from ParentProcessGuid
guid("ParentProcessGuid")

-- column: parent_pid from ParentProcessId
whole("ParentProcessId")

-- column: user_name from User
given("User")

-- column: loaded from ImageLoaded
given("ImageLoaded")

-- column: md5 from Hashes
md5_in("Hashes")

-- column: file_details from Signed, SignatureStatus, Signature, Hashes, OriginalFileName, Company, Product, FileVersion
details(
    "Signed", "SignatureStatus", "Signature", sha256_in("Hashes"), imphash_in("Hashes"), "OriginalFileName", "Company",
    "Product", "FileVersion"
)

-- column: integrity_level from IntegrityLevel
integrity("IntegrityLevel")

-- column: logon_id from LogonId
lower(given("LogonId"))

-- column: current_directory from CurrentDirectory
given("CurrentDirectory")

-- column: parent_image from ParentImage
program("ParentImage")

-- column: parent_command_line from ParentCommandLine
given("ParentCommandLine")

-- column: record_number from event, record
CASE event WHEN '1' THEN whole(record) END

-- column: record_channel from event
CASE event WHEN '1' THEN 'Microsoft-Windows-Sysmon/Operational' END

-- column: connection from event, Protocol, Initiated, SourceIp, SourcePort, DestinationIp, DestinationPort, QueryName
CASE event
    WHEN '3' THEN opened_connection(
        lower("Initiated") = 'false', "Protocol", "SourceIp", "SourcePort", "DestinationIp", "DestinationPort"
    )
    WHEN '22' THEN dns_query("QueryName")
END

-- column: file_activity from event, TargetFilename
file_activity(CASE event WHEN '11' THEN 'CREATE' WHEN '2' THEN 'SETINFO' ELSE 'DELETE' END, "TargetFilename")

-- column: registry_activity from event, EventType, TargetObject, Details, NewName
CASE
    WHEN event = '13' THEN registry_activity('WRITE', "TargetObject", value_name("TargetObject"), "Details")
    WHEN event = '14' THEN registry_activity('RENAME', "TargetObject", NULL, "NewName")
    WHEN lower("EventType") = 'deletevalue'
    THEN registry_activity('DELETEVALUE', "TargetObject", value_name("TargetObject"), NULL)
    ELSE registry_activity(
        CASE lower("EventType") WHEN 'createkey' THEN 'CREATEKEY' WHEN 'deletekey' THEN 'DELETEKEY' END, "TargetObject",
        NULL, NULL
    )
END
