-- The lens commands: an object is a distinct command line, its members are the processes that were run with it.

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

CREATE OR REPLACE VIEW lens_member AS
SELECT line AS object, process FROM command_line;

-- Where no process has arguments, command lines were not recorded: paths alone say nothing.
CREATE OR REPLACE VIEW lens_recorded AS
SELECT CASE WHEN count(*) FILTER (args <> '') = 0 THEN 0 ELSE count(*) END AS rows
FROM process
WHERE pid_hash <> '' AND (args <> '' OR process_started IS NOT NULL);

CREATE OR REPLACE VIEW lens_left_out AS
SELECT
    'of_processes_left_out' AS reason,
    'of processes or records that are left out' AS why,
    greatest(0, (SELECT rows FROM lens_recorded) - count(line)) AS count
FROM command_line;
