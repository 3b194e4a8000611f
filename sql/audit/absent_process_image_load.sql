-- Replaces a process_image_load that the dataset does not have: an empty view.
CREATE OR REPLACE VIEW process_image_load AS
SELECT NULL::VARCHAR AS pid_hash
WHERE false;
