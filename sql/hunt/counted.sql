-- What a baseline counts of a dataset. Reads the tables described, image and load.
CREATE OR REPLACE TABLE counted_name AS
WITH loader AS (
    SELECT DISTINCT process FROM load
)
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

-- Loads are counted by number first: there are far more of them than of anything else.
CREATE OR REPLACE TABLE program AS
SELECT CAST(row_number() OVER (ORDER BY name, host) - 1 AS INTEGER) AS program, name, host
FROM described
GROUP BY name, host;

CREATE OR REPLACE TABLE runner AS
SELECT d.process, p.program, d.day
FROM described d
JOIN program p USING (name, host);

CREATE OR REPLACE TABLE counted_load AS
WITH counted AS (
    SELECT program, image, count(*) AS processes, min(day) AS first_day, max(day) AS last_day
    FROM (SELECT DISTINCT process, image FROM load)
    JOIN runner USING (process)
    GROUP BY program, image
)
SELECT p.name, i.folded AS image, p.host, c.processes, c.first_day, c.last_day
FROM counted c
JOIN program p USING (program)
JOIN image i USING (image);

CREATE OR REPLACE TABLE counted_folder AS
WITH loaded_from AS (
    SELECT DISTINCT process, folder FROM load JOIN image USING (image)
)
SELECT l.folder, d.host, count(*) AS processes, min(d.day) AS first_day, max(d.day) AS last_day
FROM loaded_from l
JOIN described d USING (process)
GROUP BY ALL;

DROP TABLE program;
DROP TABLE runner;
