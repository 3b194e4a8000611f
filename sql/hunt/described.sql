-- described: what a hunt compares of each selected process. Reads the table selected, the view process, and
-- whole_process, which has the parents.
-- The parent is named by the recorded lineage, or else by the parent's own record, selected or not, or by what the
-- process's start says of it. Wintap's placeholder "unknown" is no name, a program that is called so and has a PID of its
-- own is. The command line is known when there are arguments, or when the start was recorded and there are none.
CREATE OR REPLACE MACRO name_of(text) AS nullif(lower(text), '');
CREATE OR REPLACE MACRO parent_name(text, os_pid) AS CASE
    WHEN text NOT IN ('', '?') AND (text NOT IN ('unknown', 'unknown.exe') OR coalesce(TRY_CAST(os_pid AS BIGINT), 1) <> 1)
        THEN nullif(regexp_extract(text, '[^\\/]*$'), '')
END;

-- What a file is called, without the extensions of programs and of their resources.
CREATE OR REPLACE MACRO file_stem(text) AS
    regexp_replace(regexp_extract(lower(text), '[^\\/]*$'), '(\.(exe|dll|scr|com))?(\.mui)?$', '');

CREATE OR REPLACE TABLE described AS
WITH parent AS (
    SELECT upper(pid_hash) AS pid_hash, min(process_name) AS process_name, min(os_pid) AS os_pid
    FROM whole_process
    WHERE pid_hash <> '' AND upper(pid_hash) IN (SELECT parent_pid_hash FROM selected)
    GROUP BY ALL
),
start_says AS (
    SELECT
        upper(pid_hash) AS pid_hash,
        -- Of several records of a hash the earliest counts, as in the selection.
        first(nullif(parent_process_name, '-') ORDER BY process_started NULLS LAST, parent_process_name) AS parent,
        first(parent_os_pid ORDER BY process_started NULLS LAST, parent_process_name) AS parent_os_pid,
        first(original_file_name ORDER BY process_started NULLS LAST, parent_process_name) AS original
    FROM process
    WHERE pid_hash <> '' AND (parent_process_name IS NOT NULL OR original_file_name IS NOT NULL)
    GROUP BY ALL
)
SELECT
    s.process,
    coalesce(name_of(s.process_name), '?') AS name,
    coalesce(
        nullif(parent_name(split_part(lower(s.ptree), '->', 2), p.os_pid), ''),
        parent_name(name_of(p.process_name), p.os_pid),
        parent_name(name_of(r.parent), r.parent_os_pid)
    ) AS parent,
    CASE WHEN s.process_started IS NOT NULL OR s.args <> '' THEN command_template(lower(decoded_command(s.args).text)).text END AS command,
    coalesce(lower(s.hostname), '') AS host,
    CAST(s.process_started AS DATE) AS day,
    own.process AS parent_process,
    CASE
        WHEN file_stem(r.original) NOT IN ('', '?', '-', file_stem(s.process_name)) THEN lower(r.original)
    END AS original
FROM selected s
LEFT JOIN parent p ON p.pid_hash = s.parent_pid_hash AND p.pid_hash <> s.pid_hash
LEFT JOIN selected own ON own.pid_hash = s.parent_pid_hash AND own.pid_hash <> s.pid_hash
LEFT JOIN start_says r ON r.pid_hash = s.pid_hash;
