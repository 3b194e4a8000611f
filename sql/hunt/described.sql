-- described: what a hunt compares of each selected process. Reads the table selected.
-- The parent is named by the recorded lineage, or else by the parent's own record; Wintap's placeholder "unknown" is no
-- name. The command line is known when there are arguments, or when the start was recorded and there are none.
CREATE OR REPLACE MACRO name_of(text) AS nullif(lower(text), '');
CREATE OR REPLACE MACRO parent_name(text) AS CASE
    WHEN text NOT IN ('', 'unknown', 'unknown.exe', '?') THEN regexp_extract(text, '[^\\/]*$')
END;

CREATE OR REPLACE TABLE described AS
SELECT
    s.process,
    coalesce(name_of(s.process_name), '?') AS name,
    coalesce(
        nullif(parent_name(split_part(lower(s.ptree), '->', 2)), ''), parent_name(name_of(p.process_name))
    ) AS parent,
    CASE WHEN s.process_started IS NOT NULL OR s.args <> '' THEN command_template(lower(decoded_command(s.args).text)).text END AS command,
    coalesce(lower(s.hostname), '') AS host,
    CAST(s.process_started AS DATE) AS day,
    p.process AS parent_process
FROM selected s
LEFT JOIN selected p ON p.pid_hash = s.parent_pid_hash AND p.process <> s.process;
