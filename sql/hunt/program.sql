-- program: a name on a host; numbered_host: the hosts. Loads are counted by these numbers. Reads the table described.
CREATE OR REPLACE TABLE program AS
SELECT CAST(row_number() OVER (ORDER BY name, host) - 1 AS INTEGER) AS number, name, host
FROM described
GROUP BY name, host;

CREATE OR REPLACE TABLE numbered_host AS
SELECT CAST(row_number() OVER (ORDER BY host) - 1 AS INTEGER) AS number, host
FROM described
GROUP BY host;
