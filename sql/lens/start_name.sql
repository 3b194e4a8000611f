-- start_feature: the name of each process; NULL if it is not recorded.
CREATE OR REPLACE VIEW start_feature AS
SELECT process, nullif(process_name, '') AS feature FROM selected;

CREATE OR REPLACE VIEW lens_recorded AS
SELECT count(*) AS rows FROM process WHERE pid_hash <> '';
