-- DARPA OpTC: eCAR, one JSON object a line; objects PROCESS, MODULE, FLOW, FILE and REGISTRY.
-- Fields: https://github.com/FiveDirections/OpTC-data and its copy of the eCAR format. An event's objectID is what it
-- is done to, its actorID the process that does it.
--
-- form: eCAR; channel = object; event = action; host = hostname; time = timestamp
-- channel: PROCESS, MODULE, FLOW, FILE, REGISTRY
-- event: CREATE, TERMINATE
-- event of MODULE: LOAD
-- event of FLOW: START, MESSAGE
-- event of FILE: CREATE, DELETE, MODIFY, READ, RENAME, WRITE
-- event of REGISTRY: ADD, EDIT, REMOVE

-- column: kind from event, object
CASE lower("object")
    WHEN 'module' THEN 'load'
    WHEN 'flow' THEN 'connection'
    WHEN 'file' THEN 'file'
    WHEN 'registry' THEN 'registry'
    ELSE CASE lower(event) WHEN 'create' THEN 'start' ELSE 'end' END
END

-- column: host from host
host

-- column: process_key from object, actorID, objectID
guid(CASE lower("object") WHEN 'process' THEN "objectID" ELSE "actorID" END)

-- column: pid from pid
whole("pid")

-- column: started from event, object, time
CASE WHEN lower("object") = 'process' AND lower(event) = 'create' THEN utc(time) END

-- column: time from time
utc(time)

-- column: image from properties.image_path
given("properties.image_path")

-- column: command_line from properties.command_line
"properties.command_line"

-- column: parent_key from event, actorID
CASE lower(event) WHEN 'create' THEN guid("actorID") END

-- column: parent_pid from event, ppid
CASE lower(event) WHEN 'create' THEN whole("ppid") END

-- column: user_name from event, object, properties.user, principal
CASE WHEN lower("object") = 'process' AND lower(event) = 'create' THEN coalesce(given("properties.user"), given("principal")) END

-- column: loaded from properties.module_path
given("properties.module_path")

-- column: parent_image from properties.parent_image_path
given("properties.parent_image_path")

-- The direction is that of a message, so who opened the flow is told by the ports: services have the lower ones.
-- column: connection from object, properties.l4protocol, properties.direction, properties.src_ip, properties.src_port, properties.dest_ip, properties.dest_port
CASE WHEN lower("object") = 'flow' THEN
    CASE
        WHEN lower("properties.direction") = 'inbound' AND whole("properties.dest_port") < whole("properties.src_port")
        THEN connection("properties.l4protocol", "properties.dest_ip", "properties.dest_port", "properties.src_ip", NULL)
        WHEN lower("properties.direction") = 'inbound'
        THEN connection("properties.l4protocol", "properties.dest_ip", NULL, "properties.src_ip", "properties.src_port")
        WHEN whole("properties.src_port") < whole("properties.dest_port")
        THEN connection("properties.l4protocol", "properties.src_ip", "properties.src_port", "properties.dest_ip", NULL)
        ELSE connection("properties.l4protocol", "properties.src_ip", NULL, "properties.dest_ip", "properties.dest_port")
    END
END

-- column: file_activity from event, object, properties.file_path
CASE WHEN lower("object") = 'file' THEN
    file_activity(CASE lower(event) WHEN 'modify' THEN 'WRITE' ELSE upper(event) END, "properties.file_path")
END

-- column: registry_activity from event, object, properties.key, properties.value, properties.data
CASE WHEN lower("object") = 'registry' THEN registry_activity(
    CASE
        WHEN lower(event) = 'remove' THEN CASE WHEN given("properties.value") IS NULL THEN 'DELETEKEY' ELSE 'DELETEVALUE' END
        WHEN given("properties.value") IS NULL THEN 'CREATEKEY'
        ELSE 'WRITE'
    END,
    "properties.key", given("properties.value"), "properties.data"
) END
