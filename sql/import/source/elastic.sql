-- Elastic Common Schema: processes, libraries, connections, files and registry as Elastic Defend writes them, and Sysmon's
-- events as Winlogbeat's and the Windows integration's module translates them, where winlog.* was not kept.
-- Fields: https://www.elastic.co/docs/reference/ecs (process, dll, network, dns, file, registry)
-- Of a connection, its end says nothing new; neither does the answer to a DNS query.
--
-- rank: 2
-- form: ECS; channel = event.category; event = event.code | event.action; host = host.name | host.hostname; time = @timestamp
-- loose form: ECS; channel = event.category; event = event.code | event.action; host = host.name | host.hostname | agent.hostname; time = @timestamp
-- channel: process, library, network, file, registry, configuration
-- event: start, exec, already_running, end, load, 1, 5, 7
-- event of network: connection_attempted, connection_accepted, lookup_requested, 3, 22
-- event of file: creation, overwrite, modification, deletion, rename, open, 2, 11, 23, 26
-- event of registry: creation, modification, deletion, query, 12, 13, 14
-- event of configuration: 12, 13, 14
-- needs: process.entity_id, process.pid

-- column: kind from event, event.category
CASE
    WHEN event IN ('end', '5') THEN 'end'
    WHEN event IN ('load', '7') THEN 'load'
    WHEN event IN ('start', 'exec', 'already_running', '1') THEN 'start'
    WHEN "event.category" LIKE '%network%' THEN 'connection'
    WHEN "event.category" LIKE '%file%' THEN 'file'
    ELSE 'registry'
END

-- column: host from host
host

-- column: process_key from process.entity_id
elastic_key("process.entity_id")

-- column: pid from process.pid
whole("process.pid")

-- A process that the sensor found running started at a time that only process.start says.
-- column: started from event, time, process.start
coalesce(utc("process.start"), CASE WHEN event IN ('start', 'exec', '1') THEN utc(time) END)

-- column: time from time
utc(time)

-- column: image from process.executable
given("process.executable")

-- column: command_line from process.command_line
"process.command_line"

-- column: parent_key from process.parent.entity_id
elastic_key("process.parent.entity_id")

-- column: parent_pid from process.parent.pid
whole("process.parent.pid")

-- column: parent_started from process.parent.start
utc("process.parent.start")

-- column: user_name from user.domain, user.name
account("user.domain", "user.name")

-- column: exit_code from process.exit_code
whole("process.exit_code")

-- Winlogbeat's module has the image only as a file.
-- column: loaded from event, dll.path, file.path
CASE WHEN event IN ('load', '7') THEN coalesce(given("dll.path"), given("file.path")) END

-- column: md5 from event, dll.hash.md5, file.hash.md5, process.hash.md5
lower(CASE WHEN event IN ('load', '7') THEN coalesce("dll.hash.md5", "file.hash.md5") ELSE "process.hash.md5" END)

-- column: file_details from event, dll.code_signature.exists, dll.code_signature.signed, dll.code_signature.status, dll.code_signature.subject_name, dll.hash.sha256, file.hash.sha256, file.code_signature.signed, file.code_signature.status, file.code_signature.subject_name, dll.pe.imphash, dll.pe.original_file_name, dll.pe.company, dll.pe.product, dll.pe.file_version, process.hash.sha256, process.pe.imphash, process.pe.original_file_name, process.pe.company, process.pe.product, process.pe.file_version
CASE
    WHEN event IN ('load', '7') THEN details(
        coalesce("dll.code_signature.exists", "dll.code_signature.signed", "file.code_signature.signed"),
        coalesce("dll.code_signature.status", "file.code_signature.status"),
        coalesce("dll.code_signature.subject_name", "file.code_signature.subject_name"),
        coalesce("dll.hash.sha256", "file.hash.sha256"), "dll.pe.imphash", "dll.pe.original_file_name",
        "dll.pe.company", "dll.pe.product", "dll.pe.file_version"
    )
    ELSE details(
        NULL, NULL, NULL, "process.hash.sha256", "process.pe.imphash", "process.pe.original_file_name",
        "process.pe.company", "process.pe.product", "process.pe.file_version"
    )
END

-- column: integrity_level from process.Ext.token.integrity_level_name, winlog.event_data.IntegrityLevel
integrity(coalesce("process.Ext.token.integrity_level_name", "winlog.event_data.IntegrityLevel"))

-- column: logon_id from process.Ext.authentication_id, winlog.event_data.LogonId
lower(given(coalesce("process.Ext.authentication_id", "winlog.event_data.LogonId")))

-- column: current_directory from process.working_directory
given("process.working_directory")

-- column: parent_image from process.parent.executable, process.parent.name
coalesce(given("process.parent.executable"), given("process.parent.name"))

-- column: parent_command_line from process.parent.command_line
given("process.parent.command_line")

-- column: connection from event, network.transport, network.direction, source.ip, source.port, destination.ip, destination.port, dns.question.name
CASE
    WHEN event IN ('lookup_requested', '22') THEN dns_query("dns.question.name")
    ELSE opened_connection(
        coalesce("network.direction" IN ('ingress', 'incoming', 'inbound'), false) OR event = 'connection_accepted',
        "network.transport", "source.ip", "source.port", "destination.ip", "destination.port"
    )
END

-- column: file_activity from event, file.path
file_activity(
    CASE event
        WHEN 'overwrite' THEN 'WRITE' WHEN 'modification' THEN 'WRITE'
        WHEN 'deletion' THEN 'DELETE' WHEN '23' THEN 'DELETE' WHEN '26' THEN 'DELETE'
        WHEN 'rename' THEN 'RENAME'
        WHEN 'open' THEN 'READ'
        WHEN '2' THEN 'SETINFO'
        ELSE 'CREATE'
    END,
    "file.path"
)

-- Winlogbeat's module calls the last part of a key a value.
-- column: registry_activity from event, registry.path, registry.value, registry.data.strings, winlog.event_data.EventType, winlog.event_data.NewName
CASE
    WHEN event IN ('13', 'modification')
    THEN registry_activity('WRITE', "registry.path", "registry.value", "registry.data.strings")
    WHEN event = 'query' THEN registry_activity('READ', "registry.path", "registry.value", NULL)
    WHEN event = 'creation' THEN registry_activity('CREATEKEY', "registry.path", NULL, NULL)
    WHEN event = '14' THEN registry_activity('RENAME', "registry.path", NULL, "winlog.event_data.NewName")
    WHEN lower("winlog.event_data.EventType") = 'deletevalue' OR (event = 'deletion' AND given("registry.value") IS NOT NULL)
    THEN registry_activity('DELETEVALUE', "registry.path", "registry.value", NULL)
    WHEN event = 'deletion' THEN registry_activity('DELETEKEY', "registry.path", NULL, NULL)
    ELSE registry_activity(
        CASE lower("winlog.event_data.EventType") WHEN 'createkey' THEN 'CREATEKEY' WHEN 'deletekey' THEN 'DELETEKEY' END,
        "registry.path", NULL, NULL
    )
END
