-- What sql/lens/left_out.sql and counting need of a lens whose objects have names, from the view
-- object_feature(pid_hash, object, feature, count): a row counts a feature of an object and says that a process is its
-- member.
CREATE OR REPLACE VIEW lens_row AS
SELECT r.object, r.feature, r.count
FROM object_feature r
JOIN selected s ON s.pid_hash = upper(r.pid_hash)
WHERE r.object IS NOT NULL AND r.feature IS NOT NULL;

CREATE OR REPLACE VIEW lens_member AS
SELECT DISTINCT r.object, s.process
FROM object_feature r
JOIN selected s ON s.pid_hash = upper(r.pid_hash)
WHERE r.object IS NOT NULL;

CREATE OR REPLACE VIEW recorded_row AS
SELECT pid_hash, CASE WHEN object IS NULL OR feature IS NULL THEN 'no object or no feature' END AS lacks
FROM object_feature;
