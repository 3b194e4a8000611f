-- Microsoft Defender for Endpoint, advanced hunting: DeviceProcessEvents and DeviceImageLoadEvents; as the portal
-- exports them (CSV), as its API returns them, and as it streams them to storage (a `properties` object).
-- Fields: https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table (and -deviceimageloadevents-table)
-- A process is named by its unique id; exports without one name it by its PID and start, which both tables hold to a
-- ten-millionth of a second.
--
-- form: advanced hunting; event = ActionType; host = DeviceName; time = Timestamp | TimeGenerated
-- form: streamed; event = properties.ActionType; host = properties.DeviceName; time = properties.Timestamp; fields = properties.
-- loose form: advanced hunting; event = ActionType; host = DeviceName | ComputerName; time = Timestamp | TimeGenerated | EventTime
-- event: ProcessCreated, ImageLoaded
-- needs: time

-- column: kind from event
CASE lower(event) WHEN 'processcreated' THEN 'start' ELSE 'load' END

-- column: host from host
host

-- column: process_key from event, ProcessUniqueId, InitiatingProcessUniqueId
CASE lower(event) WHEN 'processcreated' THEN given("ProcessUniqueId") ELSE given("InitiatingProcessUniqueId") END

-- column: pid from event, ProcessId, InitiatingProcessId
CASE lower(event) WHEN 'processcreated' THEN whole("ProcessId") ELSE whole("InitiatingProcessId") END

-- column: started from event, ProcessCreationTime, InitiatingProcessCreationTime
CASE lower(event) WHEN 'processcreated' THEN utc("ProcessCreationTime") ELSE utc("InitiatingProcessCreationTime") END

-- column: time from time
utc(time)

-- column: image from event, FolderPath, FileName, InitiatingProcessFolderPath, InitiatingProcessFileName
CASE lower(event)
    WHEN 'processcreated' THEN full_path("FolderPath", "FileName")
    ELSE full_path("InitiatingProcessFolderPath", "InitiatingProcessFileName")
END

-- column: command_line from event, ProcessCommandLine
CASE lower(event) WHEN 'processcreated' THEN "ProcessCommandLine" END

-- column: parent_key from event, InitiatingProcessUniqueId
CASE lower(event) WHEN 'processcreated' THEN given("InitiatingProcessUniqueId") END

-- column: parent_pid from event, InitiatingProcessId
CASE lower(event) WHEN 'processcreated' THEN whole("InitiatingProcessId") END

-- column: parent_started from event, InitiatingProcessCreationTime
CASE lower(event) WHEN 'processcreated' THEN utc("InitiatingProcessCreationTime") END

-- column: user_name from event, AccountDomain, AccountName, InitiatingProcessAccountDomain, InitiatingProcessAccountName
CASE lower(event)
    WHEN 'processcreated' THEN account("AccountDomain", "AccountName")
    ELSE account("InitiatingProcessAccountDomain", "InitiatingProcessAccountName")
END

-- column: loaded from event, FolderPath, FileName
CASE lower(event) WHEN 'imageloaded' THEN full_path("FolderPath", "FileName") END

-- column: md5 from MD5
lower(given("MD5"))

-- column: file_details from SHA256, ProcessVersionInfoOriginalFileName, ProcessVersionInfoCompanyName, ProcessVersionInfoProductName
details(
    NULL, NULL, NULL, "SHA256", NULL, "ProcessVersionInfoOriginalFileName", "ProcessVersionInfoCompanyName",
    "ProcessVersionInfoProductName", NULL
)

-- column: integrity_level from ProcessIntegrityLevel
integrity("ProcessIntegrityLevel")

-- column: logon_id from LogonId
given("LogonId")

-- column: parent_image from InitiatingProcessFolderPath, InitiatingProcessFileName
full_path("InitiatingProcessFolderPath", "InitiatingProcessFileName")

-- column: parent_command_line from InitiatingProcessCommandLine
given("InitiatingProcessCommandLine")
