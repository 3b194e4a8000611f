-- Microsoft Defender for Endpoint, advanced hunting: DeviceProcessEvents, DeviceImageLoadEvents, DeviceNetworkEvents,
-- DeviceFileEvents and DeviceRegistryEvents; as the portal exports them (CSV), as its API returns them, and as it streams
-- them to storage (a `properties` object).
-- Fields: https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table (and -deviceimageloadevents-table, -devicenetworkevents-table, …)
-- A process is named by its unique id; exports without one name it by its PID and start, which all tables hold to a
-- ten-millionth of a second.
--
-- form: advanced hunting; event = ActionType; host = DeviceName; time = Timestamp | TimeGenerated
-- form: streamed; event = properties.ActionType; host = properties.DeviceName; time = properties.Timestamp; fields = properties.
-- loose form: advanced hunting; event = ActionType; host = DeviceName | ComputerName; time = Timestamp | TimeGenerated | EventTime
-- event: ProcessCreated, ImageLoaded, ConnectionSuccess, ConnectionAttempt, ConnectionFailed, ConnectionRequest, ConnectionFound, ConnectionAcknowledged, InboundConnectionAccepted, InboundConnectionAttempt, FileCreated, FileModified, FileDeleted, FileRenamed, RegistryKeyCreated, RegistryKeyDeleted, RegistryKeyRenamed, RegistryValueSet, RegistryValueDeleted
-- needs: time

-- column: kind from event
CASE
    WHEN lower(event) = 'processcreated' THEN 'start'
    WHEN lower(event) = 'imageloaded' THEN 'load'
    WHEN lower(event) LIKE 'file%' THEN 'file'
    WHEN lower(event) LIKE 'registry%' THEN 'registry'
    ELSE 'connection'
END

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

-- column: connection from event, Protocol, LocalIP, LocalPort, RemoteIP, RemotePort, RemoteUrl
CASE
    WHEN lower(event) LIKE 'inbound%' THEN connection("Protocol", "LocalIP", "LocalPort", "RemoteIP", NULL)
    WHEN lower(event) LIKE 'connection%'
    THEN connection("Protocol", "LocalIP", NULL, coalesce(given("RemoteIP"), "RemoteUrl"), "RemotePort")
END

-- column: file_activity from event, FolderPath, FileName
CASE WHEN lower(event) LIKE 'file%' THEN file_activity(
    CASE lower(event)
        WHEN 'filecreated' THEN 'CREATE' WHEN 'filemodified' THEN 'WRITE' WHEN 'filedeleted' THEN 'DELETE' ELSE 'RENAME'
    END,
    full_path("FolderPath", "FileName")
) END

-- Of what was deleted or renamed, only the previous name may be there.
-- column: registry_activity from event, RegistryKey, RegistryValueName, RegistryValueData, PreviousRegistryKey, PreviousRegistryValueName
CASE lower(event)
    WHEN 'registrykeycreated' THEN registry_activity('CREATEKEY', "RegistryKey", NULL, NULL)
    WHEN 'registrykeydeleted'
    THEN registry_activity('DELETEKEY', coalesce(given("RegistryKey"), "PreviousRegistryKey"), NULL, NULL)
    WHEN 'registrykeyrenamed'
    THEN registry_activity('RENAME', coalesce(given("PreviousRegistryKey"), "RegistryKey"), NULL, "RegistryKey")
    WHEN 'registryvalueset' THEN registry_activity('WRITE', "RegistryKey", given("RegistryValueName"), "RegistryValueData")
    WHEN 'registryvaluedeleted' THEN registry_activity(
        'DELETEVALUE', coalesce(given("RegistryKey"), "PreviousRegistryKey"),
        coalesce(given("RegistryValueName"), given("PreviousRegistryValueName")), NULL
    )
END
