-- Numbers for names, pairs of a parent's name and a name, and commands, of the processes and of what they are compared
-- with. Reads the table described and the views reference_name, reference_parent and reference_command.
CREATE OR REPLACE TABLE numbered_name AS
SELECT CAST(row_number() OVER (ORDER BY name) - 1 AS INTEGER) AS number, name
FROM (
    SELECT name FROM described
    UNION SELECT parent FROM described WHERE parent IS NOT NULL
    UNION SELECT name FROM reference_name
    UNION SELECT parent FROM reference_parent
    UNION SELECT name FROM reference_parent
    UNION SELECT name FROM reference_command
);

CREATE OR REPLACE TABLE numbered_pair AS
SELECT CAST(row_number() OVER (ORDER BY parent, name) - 1 AS INTEGER) AS number, parent, name
FROM (
    SELECT parent, name FROM described WHERE parent IS NOT NULL
    UNION SELECT parent, name FROM reference_parent
);

CREATE OR REPLACE TABLE numbered_command AS
SELECT CAST(row_number() OVER (ORDER BY name, command) - 1 AS INTEGER) AS number, name, command
FROM (
    SELECT name, command FROM described WHERE command IS NOT NULL
    UNION SELECT name, command FROM reference_command
);
