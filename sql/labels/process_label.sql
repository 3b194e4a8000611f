-- process_label: which label each selected process has; and label_name, what the labels are, the rarest first. A label
-- with several tactics is as many labels, so that none is shown where another applies, but one rule, which weighs once.
-- Reads label_row and selected.
CREATE OR REPLACE TABLE labelled_row AS
SELECT DISTINCT s.process, r.label, r.source, r.severity, r.tactic
FROM label_row r
JOIN selected s USING (pid_hash);

CREATE OR REPLACE TABLE label_name AS
WITH rule AS (
    SELECT
        CAST(row_number() OVER (ORDER BY label, source) - 1 AS INTEGER) AS rule,
        label, source, count(DISTINCT process) AS rule_processes
    FROM labelled_row
    GROUP BY label, source
),
with_tactic AS (
    SELECT label, source, min(severity) AS severity, tactic, count(DISTINCT process) AS processes
    FROM labelled_row
    GROUP BY label, source, tactic
)
SELECT
    CAST(row_number() OVER (ORDER BY processes, label, source, tactic) - 1 AS INTEGER) AS number,
    label, source, severity, tactic, processes, rule, rule_processes
FROM with_tactic
JOIN rule USING (label, source);

CREATE OR REPLACE TABLE process_label AS
SELECT DISTINCT r.process, n.number AS label
FROM labelled_row r
JOIN label_name n ON n.label = r.label AND n.source = r.source AND n.tactic IS NOT DISTINCT FROM r.tactic;
DROP TABLE labelled_row;
