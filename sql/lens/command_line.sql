-- command_line: of each selected process; NULL if it is not recorded. Without arguments it is the program alone, if the
-- start of the process was recorded: otherwise they are unknown.
CREATE OR REPLACE VIEW command_line AS
SELECT
    process,
    CASE WHEN args <> '' OR process_started IS NOT NULL THEN
        nullif(trim(
            coalesce('"' || coalesce(nullif(process_path, ''), nullif(process_name, '')) || '" ', '')
            || coalesce(args, ''), ' ' || chr(9) || chr(10) || chr(13)), '')
    END AS line
FROM selected;
