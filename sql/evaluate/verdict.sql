-- What a label says of a process; NULL: it is none of these words. Labels are in lower case.
CREATE OR REPLACE MACRO verdict(label) AS CASE
    WHEN label IN ('attack', 'malicious', 'true', 'yes', '1') THEN 'attack'
    WHEN label IN ('benign', 'normal', 'false', 'no', '0') THEN 'benign'
    WHEN label IS NULL OR label IN ('unsure', 'unknown') THEN 'unsure'
END;
