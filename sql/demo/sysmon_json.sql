-- The same processes as Sysmon would have logged them in NXLog's format, one JSON object per line: every start (event
-- 1), every load (7) as often as it happened, every end (5). What Sysmon cannot express is lost: exit codes, when a
-- process was last seen, and that a parent ran on another host.
WITH program AS (
    SELECT
        loader.number,
        loader.process_name,
        loader.started,
        coalesce(image.filename, '<unknown process>') AS path,
        '{"EventID":' AS opening,
        ',"Channel":"Microsoft-Windows-Sysmon/Operational","Hostname":' || to_json(hostname)
            || ',"ProcessGuid":"' || guid || '"'
            || coalesce(',"ProcessId":"' || os_pid || '"', '')
            || ',"Image":' || to_json(coalesce(image.filename, process_name, '<unknown process>')) AS common
    FROM loader
    LEFT JOIN image ON image.image = loader.executable
),
loaded AS (
    SELECT image, ',"ImageLoaded":' || to_json(filename) || ',"Hashes":"MD5=' || upper(md5(filename)) || '"}' AS rest
    FROM image
)
SELECT
    opening || '1,"UtcTime":"' || strftime(make_timestamp(made.started), '%Y-%m-%d %H:%M:%S.%f') || '"' || common
        || CASE WHEN made.process_name IS NULL THEN '' ELSE
            ',"CommandLine":' || to_json('"' || path || '"' || coalesce(' ' || made.args, ''))
            || ',"Hashes":"MD5=' || upper(md5(path)) || '"' END
        || coalesce(',"User":' || to_json(made.user_name), '')
        || ',"ParentProcessGuid":"' || coalesce(made.parent_guid, '{00000000-0000-0000-0000-000000000000}') || '"'
        || coalesce(',"ParentProcessId":"' || made.parent_os_pid || '"', '') || '}' AS line
FROM made
JOIN program USING (number)
UNION ALL
SELECT
    opening || '7,"UtcTime":"'
        || strftime(make_timestamp(program.started + load.delay::BIGINT * 1000 * time.nth), '%Y-%m-%d %H:%M:%S.%f') || '"'
        || common || loaded.rest
FROM load
JOIN program USING (number)
JOIN loaded USING (image)
JOIN (SELECT unnest(range(1, 100)) AS nth) time ON time.nth <= load.times
UNION ALL
SELECT
    opening || '5,"UtcTime":"' || strftime(make_timestamp(made.ended), '%Y-%m-%d %H:%M:%S.%f') || '"' || common || '}'
FROM made
JOIN program USING (number)
WHERE made.ended IS NOT NULL
