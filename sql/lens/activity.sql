-- What sql/lens/left_out.sql and counting need of a lens whose script makes the view activity(pid_hash, feature, count);
-- a feature is NULL where the record names nothing.
CREATE OR REPLACE VIEW lens_row AS
SELECT s.process AS object, a.feature, a.count
FROM activity a
JOIN selected s ON s.pid_hash = upper(a.pid_hash)
WHERE a.feature IS NOT NULL;

CREATE OR REPLACE VIEW recorded_row AS
SELECT pid_hash, CASE WHEN feature IS NULL THEN 'no address, path or key' END AS lacks FROM activity;
