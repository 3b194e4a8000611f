-- feature: heaviest information weight first, ties by number; ranks start at 0. Reads vocabulary_file.
CREATE TABLE feature AS
SELECT CAST(row_number() OVER (ORDER BY information_weight DESC, feature) - 1 AS INTEGER) AS rank, feature, name,
    information_weight AS weight
FROM vocabulary_file
ORDER BY rank;
