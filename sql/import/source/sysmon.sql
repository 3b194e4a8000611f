-- Sysmon: process create (1), process terminated (5), image loaded (7).
-- Fields: https://learn.microsoft.com/sysinternals/downloads/sysmon#events
--
-- form: NXLog; channel = Channel; event = EventID; host = Hostname; time = @timestamp; record = RecordNumber | RecordId
-- form: Winlogbeat; channel = winlog.channel; event = winlog.event_id; host = winlog.computer_name; time = @timestamp; record = winlog.record_id; fields = winlog.event_data.
-- form: evtx_dump; channel = Event.System.Channel; event = Event.System.EventID | Event.System.EventID.#text; host = Event.System.Computer; time = Event.System.TimeCreated.#attributes.SystemTime; record = Event.System.EventRecordID; fields = Event.EventData.
-- loose forms of: windows_event
-- loose form: Sysmon's fields alone; event = EventID | EventCode | ID; host = Computer | ComputerName | Hostname | MachineName | host.name | host; time = @timestamp | _time | TimeCreated | EventTime; record = EventRecordID | RecordNumber | RecordID; needs = ProcessGuid
-- channel: Microsoft-Windows-Sysmon/Operational, Linux-Sysmon/Operational, Microsoft-Windows-Sysmon, Linux-Sysmon, XmlWinEventLog:Microsoft-Windows-Sysmon/Operational, WinEventLog:Microsoft-Windows-Sysmon/Operational
-- event: 1, 5, 7
-- needs: ProcessGuid, Image

-- column: kind from event
CASE event WHEN '1' THEN 'start' WHEN '5' THEN 'end' ELSE 'load' END

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
