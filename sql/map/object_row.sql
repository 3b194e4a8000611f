-- object_row: the lens's rows with object numbers instead of names.
CREATE OR REPLACE VIEW object_row AS
SELECT o.object, r.feature, r.count
FROM lens_row r
JOIN object o ON o.name = r.object;
