-- What a label says of a process; NULL: it is none of these words.
CREATE OR REPLACE MACRO verdict(label) AS CASE
    WHEN lower(label) IN ('attack', 'malicious', 'true', 'yes', '1') THEN 'attack'
    WHEN lower(label) IN ('benign', 'normal', 'false', 'no', '0') THEN 'benign'
    WHEN label IS NULL OR lower(label) IN ('unsure', 'unknown') THEN 'unsure'
END;
