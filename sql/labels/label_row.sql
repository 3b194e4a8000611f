-- label_row: what each source says, one row per process and label, or per hit. pid_hash is NULL where a hit is of no
-- process's start.
CREATE OR REPLACE TABLE label_row (
    source_number INTEGER, pid_hash VARCHAR, label VARCHAR, source VARCHAR, severity VARCHAR, tactic VARCHAR
);
