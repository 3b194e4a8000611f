-- In place of a process_image_load that the dataset does not have: nothing.
CREATE OR REPLACE VIEW process_image_load AS
SELECT NULL::VARCHAR AS pid_hash
WHERE false;
