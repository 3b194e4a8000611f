-- Microsoft Defender for Endpoint, advanced hunting: DeviceProcessEvents and DeviceImageLoadEvents; as the portal
-- exports them (CSV), as its API returns them, and as it streams them to storage (a `properties` object).
-- Fields: https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table (and -deviceimageloadevents-table)
-- A process is named by its unique id; exports without one name it by its PID and start, which both tables hold to a
-- ten-millionth of a second.
--
-- form: advanced hunting; event = ActionType; host = DeviceName; time = Timestamp | TimeGenerated
-- form: streamed; event = properties.ActionType; host = properties.DeviceName; time = properties.Timestamp; fields = properties.
-- event: ProcessCreated, ImageLoaded
SELECT
    number,
    CASE lower(event) WHEN 'processcreated' THEN 'start' ELSE 'load' END AS kind,
    host,
    CASE lower(event) WHEN 'processcreated' THEN given("ProcessUniqueId") ELSE given("InitiatingProcessUniqueId") END AS process_key,
    CASE lower(event) WHEN 'processcreated' THEN whole("ProcessId") ELSE whole("InitiatingProcessId") END AS pid,
    CASE lower(event) WHEN 'processcreated' THEN utc("ProcessCreationTime") ELSE utc("InitiatingProcessCreationTime") END AS started,
    utc(time) AS time,
    CASE lower(event)
        WHEN 'processcreated' THEN full_path("FolderPath", "FileName")
        ELSE full_path("InitiatingProcessFolderPath", "InitiatingProcessFileName")
    END AS image,
    CASE lower(event) WHEN 'processcreated' THEN "ProcessCommandLine" END AS command_line,
    CASE lower(event) WHEN 'processcreated' THEN given("InitiatingProcessUniqueId") END AS parent_key,
    CASE lower(event) WHEN 'processcreated' THEN whole("InitiatingProcessId") END AS parent_pid,
    CASE lower(event) WHEN 'processcreated' THEN utc("InitiatingProcessCreationTime") END AS parent_started,
    CASE lower(event)
        WHEN 'processcreated' THEN account("AccountDomain", "AccountName")
        ELSE account("InitiatingProcessAccountDomain", "InitiatingProcessAccountName")
    END AS user_name,
    NULL AS exit_code,
    CASE lower(event) WHEN 'imageloaded' THEN full_path("FolderPath", "FileName") END AS loaded,
    lower(given("MD5")) AS md5
FROM record
