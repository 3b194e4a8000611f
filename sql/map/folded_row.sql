-- folded_feature: each distinct feature and its folded form. counted_row: the rows of object_row with their features folded. Reads each distinct feature once.
CREATE OR REPLACE TABLE folded_feature AS
SELECT feature, folded_image_on_any_drive(lower(feature)).text AS folded
FROM (SELECT DISTINCT feature FROM object_row WHERE feature <> '');

CREATE OR REPLACE VIEW counted_row AS
SELECT r.object, f.folded AS feature, r.count
FROM object_row r
JOIN folded_feature f USING (feature);
