-- The lens commands: an object is a distinct command line, its members are the processes that were run with it.
-- Reads the view command_line.
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
