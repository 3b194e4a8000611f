-- lineage_state: how much of each process's ancestry `process_path` records. Used without an audit.
CREATE OR REPLACE TABLE lineage_state AS
SELECT
    process,
    CASE
        WHEN ptree IS NULL THEN 'no lineage recorded'
        WHEN NOT contains(ptree, '->') THEN 'lineage of itself only'
        ELSE 'ancestors recorded'
    END AS state
FROM selected;
