-- What processes are compared with: the rest of their dataset. Reads the table described.
-- own_unit: what is left out for each process: its host; where there is one host, its day; where no two days are
-- recorded, the process itself.
CREATE OR REPLACE TABLE own_unit AS
WITH
host_unit AS (
    SELECT host, row_number() OVER (ORDER BY host) - 1 AS unit FROM (SELECT DISTINCT host FROM described)
),
day_unit AS (
    SELECT day, row_number() OVER (ORDER BY day NULLS FIRST) - 1 AS unit FROM (SELECT DISTINCT day FROM described)
)
SELECT
    d.process,
    d.host,
    CAST(CASE
        WHEN (SELECT count(*) FROM host_unit) > 1 THEN h.unit
        WHEN (SELECT count(day) FROM day_unit) > 1 THEN y.unit
        ELSE d.process
    END AS INTEGER) AS unit
FROM described d
JOIN host_unit h USING (host)
JOIN day_unit y ON y.day IS NOT DISTINCT FROM d.day;

CREATE OR REPLACE TABLE reference_unit AS
SELECT DISTINCT unit, host FROM own_unit;

CREATE OR REPLACE VIEW reference_name AS
SELECT d.name, u.unit, 1 AS processes
FROM described d
JOIN own_unit u USING (process);

CREATE OR REPLACE VIEW reference_parent AS
SELECT d.parent, d.name, u.unit, 1 AS processes
FROM described d
JOIN own_unit u USING (process)
WHERE d.parent IS NOT NULL;

CREATE OR REPLACE VIEW reference_command AS
SELECT d.name, d.command, u.unit, 1 AS processes
FROM described d
JOIN own_unit u USING (process)
WHERE d.command IS NOT NULL;
