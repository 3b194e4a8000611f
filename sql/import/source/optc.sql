-- DARPA OpTC: eCAR, one JSON object a line; objects PROCESS and MODULE.
-- Fields: https://github.com/FiveDirections/OpTC-data and its copy of the eCAR format. An event's objectID is what it
-- is done to, its actorID the process that does it.
--
-- form: eCAR; channel = object; event = action; host = hostname; time = timestamp
-- channel: PROCESS, MODULE
-- event: CREATE, TERMINATE, LOAD

-- column: kind from event
CASE lower(event) WHEN 'create' THEN 'start' WHEN 'terminate' THEN 'end' ELSE 'load' END

-- column: host from host
host

-- column: process_key from event, actorID, objectID
guid(CASE lower(event) WHEN 'load' THEN "actorID" ELSE "objectID" END)

-- column: pid from pid
whole("pid")

-- column: started from event, time
CASE lower(event) WHEN 'create' THEN utc(time) END

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

-- column: user_name from event, properties.user, principal
CASE lower(event) WHEN 'create' THEN coalesce(given("properties.user"), given("principal")) END

-- column: loaded from properties.module_path
given("properties.module_path")

-- column: parent_image from properties.parent_image_path
given("properties.parent_image_path")
