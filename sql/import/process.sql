-- The table process of the stdview layout: one row per process instance that any event names. Its first start says
-- most; what that does not say, or when there is none, its first event. Reads known_event and import_file.
WITH told AS (
    -- Numbers and times only: such groups may be of any number, since DuckDB can spill them.
    SELECT
        pid_hash,
        min(number) AS first,
        min(number) FILTER (kind = 'start') AS start,
        arg_min_null(exit_code, number) FILTER (kind = 'end') AS exit_code,
        min(started) AS started,
        max(time) FILTER (kind = 'end') AS ended,
        min(time) AS first_seen,
        max(last_time) AS last_seen
    FROM known_event
    GROUP BY pid_hash
),
ordered AS (
    -- Put in order before it is written out in texts, which take several times the memory.
    SELECT
        told.*,
        coalesce(f.host, s.host) AS host,
        s.parent_pid_hash,
        coalesce(s.pid, f.pid) AS os_pid,
        s.parent_pid AS parent_os_pid,
        coalesce(s.image, f.image) AS image,
        s.args,
        coalesce(s.user_name, f.user_name) AS user_name,
        import_file.agent_id,
        s.md5
    FROM told
    -- Mostly the start is the first event: nothing need be held for it twice.
    LEFT JOIN event f ON f.number = CASE WHEN told.first IS DISTINCT FROM told.start THEN told.first END
    LEFT JOIN (FROM known_event WHERE kind = 'start') s ON s.number = told.start
    JOIN import_file ON import_file.file = coalesce(f.file, s.file)
    ORDER BY told.pid_hash
)
SELECT
    hash_text(pid_hash) AS pid_hash,
    hash_text(parent_pid_hash) AS parent_pid_hash,
    short_host(host) AS hostname,
    os_pid,
    parent_os_pid,
    file_name(image) AS process_name,
    args,
    image AS filename,
    image AS process_path,
    user_name,
    make_timestamptz(epoch_us(started)) AS process_started,
    make_timestamptz(epoch_us(ended)) AS process_term,
    make_timestamptz(epoch_us(first_seen)) AS first_seen,
    make_timestamptz(epoch_us(last_seen)) AS last_seen,
    exit_code,
    agent_id,
    lower(hash_text(md5)) AS file_md5,
    'windows' AS os_family
FROM ordered
