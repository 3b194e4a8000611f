-- DARPA OpTC: eCAR, one JSON object a line; objects PROCESS and MODULE.
-- Fields: https://github.com/FiveDirections/OpTC-data and its copy of the eCAR format. An event's objectID is what it
-- is done to, its actorID the process that does it.
--
-- form: eCAR; channel = object; event = action; host = hostname; time = timestamp
-- channel: PROCESS, MODULE
-- event: CREATE, TERMINATE, LOAD
SELECT
    number,
    CASE lower(event) WHEN 'create' THEN 'start' WHEN 'terminate' THEN 'end' ELSE 'load' END AS kind,
    host,
    guid(CASE lower(event) WHEN 'load' THEN "actorID" ELSE "objectID" END) AS process_key,
    whole("pid") AS pid,
    CASE lower(event) WHEN 'create' THEN utc(time) END AS started,
    utc(time) AS time,
    given("properties.image_path") AS image,
    "properties.command_line" AS command_line,
    CASE lower(event) WHEN 'create' THEN guid("actorID") END AS parent_key,
    CASE lower(event) WHEN 'create' THEN whole("ppid") END AS parent_pid,
    NULL AS parent_started,
    CASE lower(event) WHEN 'create' THEN coalesce(given("properties.user"), given("principal")) END AS user_name,
    NULL AS exit_code,
    given("properties.module_path") AS loaded,
    NULL AS md5
FROM record
