-- load: which selected process loaded which image; several times where several of its paths fold to one. Distinct pairs
-- would take as long as all the rest. Reads the tables selected, image and image_path.
CREATE OR REPLACE TABLE load AS
WITH numbered AS (
    SELECT path, image FROM image_path JOIN image USING (folded)
)
SELECT s.process, n.image
FROM process_image_load l
JOIN selected s ON s.pid_hash = upper(l.pid_hash)
JOIN numbered n ON n.path = lower(l.filename);
