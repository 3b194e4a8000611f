-- What a baseline counts of loads, by name. Reads the tables image_count, folder_count and signer_count, which C++ counts
-- by number.
CREATE OR REPLACE MACRO day_of(number) AS
    CASE WHEN number > -2147483648 THEN DATE '1970-01-01' + number END;

CREATE OR REPLACE TABLE counted_load AS
SELECT p.name, i.image, p.host, c.processes, day_of(c.first_day) AS first_day, day_of(c.last_day) AS last_day
FROM image_count c
JOIN program p ON p.number = c.counted_group
JOIN numbered_image i ON i.number = c.feature;

CREATE OR REPLACE TABLE counted_folder AS
SELECT f.folder, h.host, c.processes, day_of(c.first_day) AS first_day, day_of(c.last_day) AS last_day
FROM folder_count c
JOIN numbered_host h ON h.number = c.counted_group
JOIN numbered_folder f ON f.number = c.feature;

CREATE OR REPLACE TABLE counted_signer AS
SELECT s.signer, h.host, c.processes, day_of(c.first_day) AS first_day, day_of(c.last_day) AS last_day
FROM signer_count c
JOIN numbered_host h ON h.number = c.counted_group
JOIN numbered_signer s ON s.number = c.feature;
