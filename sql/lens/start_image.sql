-- start_feature: the images that each process loaded; NULL for one without a name.
CREATE OR REPLACE VIEW start_feature AS
SELECT s.process, nullif(l.filename, '') AS feature
FROM process_image_load l
JOIN selected s ON s.pid_hash = upper(l.pid_hash);

CREATE OR REPLACE VIEW lens_recorded AS
SELECT count(*) AS rows FROM process_image_load;
