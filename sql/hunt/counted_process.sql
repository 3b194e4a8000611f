-- What a baseline counts of processes. Reads the tables described and loader.
CREATE OR REPLACE TABLE counted_name AS
SELECT name, host, day, count(*) AS processes, count(l.process) AS with_loads
FROM described d
LEFT JOIN loader l USING (process)
GROUP BY ALL;

CREATE OR REPLACE TABLE counted_parent AS
SELECT parent, name, host, day, count(*) AS processes
FROM described
WHERE parent IS NOT NULL
GROUP BY ALL;

CREATE OR REPLACE TABLE counted_command AS
SELECT name, command, host, day, count(*) AS processes
FROM described
WHERE command IS NOT NULL
GROUP BY ALL;
