-- start_feature: the command line of each process; NULL if it is not recorded.
CREATE OR REPLACE VIEW start_feature AS
SELECT process, line AS feature FROM command_line;

-- Where no process has arguments, command lines were not recorded: paths alone say nothing.
CREATE OR REPLACE VIEW lens_recorded AS
SELECT CASE WHEN count(*) FILTER (args <> '') = 0 THEN 0 ELSE count(*) END AS rows
FROM process
WHERE pid_hash <> '';
