-- new_load: the loads of images that no process of the baseline loaded, and how many of its processes loaded anything
-- from the image's folder. A baseline without loads says nothing about images. Reads the tables selected, image and
-- image_path, the view process_image_load and the views counted_* over the baseline's files.
CREATE OR REPLACE TABLE new_load AS
WITH new_image AS (
    SELECT image, folded, folder
    FROM image
    WHERE folded NOT IN (SELECT image FROM counted_load) AND (SELECT count(*) FROM counted_load) > 0
),
folder_total AS (
    SELECT folder, sum(processes) AS processes FROM counted_folder GROUP BY folder
),
new_path AS (
    SELECT p.path, n.image, coalesce(f.processes, 0) AS folder_processes
    FROM image_path p
    JOIN new_image n USING (folded)
    LEFT JOIN folder_total f ON f.folder = n.folder
)
SELECT DISTINCT s.process, n.image, CAST(n.folder_processes AS BIGINT) AS folder_processes
FROM process_image_load l
JOIN new_path n ON n.path = lower(l.filename)
JOIN selected s ON s.pid_hash = upper(l.pid_hash);
