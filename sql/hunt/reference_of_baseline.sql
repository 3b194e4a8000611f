-- What processes are compared with: a baseline. Reads the views counted_* over its files.
-- reference_unit: host × day, numbered by host.
CREATE OR REPLACE TABLE reference_unit AS
SELECT CAST(row_number() OVER (ORDER BY host, day NULLS FIRST) - 1 AS INTEGER) AS unit, host, day
FROM (SELECT DISTINCT host, day FROM counted_name);

CREATE OR REPLACE VIEW reference_name AS
SELECT c.name, u.unit, c.processes
FROM counted_name c
JOIN reference_unit u ON u.host = c.host AND u.day IS NOT DISTINCT FROM c.day;

CREATE OR REPLACE VIEW reference_parent AS
SELECT c.parent, c.name, u.unit, c.processes
FROM counted_parent c
JOIN reference_unit u ON u.host = c.host AND u.day IS NOT DISTINCT FROM c.day;

CREATE OR REPLACE VIEW reference_command AS
SELECT c.name, c.command, u.unit, c.processes
FROM counted_command c
JOIN reference_unit u ON u.host = c.host AND u.day IS NOT DISTINCT FROM c.day;

-- own_unit: what is left out for each process, which is nothing.
CREATE OR REPLACE TABLE own_unit (process INTEGER, unit INTEGER);

-- Loads are counted by host, whatever the day.
CREATE OR REPLACE TABLE reference_host AS
SELECT CAST(row_number() OVER (ORDER BY host) - 1 AS INTEGER) AS unit, host
FROM (SELECT DISTINCT host FROM counted_name);

CREATE OR REPLACE VIEW reference_image AS SELECT image FROM counted_load;
CREATE OR REPLACE VIEW reference_folder AS SELECT folder FROM counted_folder;
CREATE OR REPLACE VIEW reference_signer AS SELECT signer FROM counted_signer;
