-- new_load: the loads of images that no process outside the loader's own unit loaded, and how many processes out there
-- loaded anything from the image's folder. Where one unit alone has loads they say nothing. Reads the tables load, image
-- and own_unit.
CREATE OR REPLACE TABLE lone_image AS
SELECT image, min(unit) AS unit
FROM load
JOIN own_unit USING (process)
GROUP BY image
HAVING min(unit) = max(unit) AND (SELECT count(DISTINCT unit) FROM own_unit WHERE process IN (SELECT process FROM load)) > 1;

CREATE OR REPLACE TABLE folder_unit AS
WITH asked AS (
    SELECT DISTINCT folder FROM lone_image JOIN image USING (image)
),
loaded_from AS (
    SELECT DISTINCT process, folder
    FROM load
    JOIN image USING (image)
    WHERE folder IN (FROM asked)
)
SELECT folder, unit, count(*) AS processes
FROM loaded_from
JOIN own_unit USING (process)
GROUP BY folder, unit;

CREATE OR REPLACE TABLE new_load AS
WITH folder_total AS (
    SELECT folder, sum(processes) AS processes FROM folder_unit GROUP BY folder
)
SELECT DISTINCT l.process, l.image, CAST(t.processes - u.processes AS BIGINT) AS folder_processes
FROM lone_image e
JOIN load l USING (image)
JOIN image i USING (image)
JOIN folder_total t USING (folder)
JOIN folder_unit u ON u.folder = i.folder AND u.unit = e.unit;

DROP TABLE lone_image;
DROP TABLE folder_unit;
