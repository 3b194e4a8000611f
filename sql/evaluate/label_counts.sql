-- What became of the rows of labels and scores. Reads label, labelled_process, scored_process and the view score_row.
WITH labelled AS (
    SELECT pid_hash, bool_or(is_attack) AS is_attack FROM labelled_process GROUP BY pid_hash
)
SELECT
    count(*) FILTER (is_attack) AS attacks,
    count(*) FILTER (NOT is_attack) AS benign,
    (SELECT count(DISTINCT pid_hash) FROM label WHERE pid_hash NOT IN (SELECT pid_hash FROM labelled)) AS unsure,
    (
        SELECT count(*) FROM (
            SELECT pid_hash FROM label WHERE verdict(label) <> 'unsure' GROUP BY pid_hash HAVING count(DISTINCT verdict(label)) > 1
        )
    ) AS conflicting,
    count(*) FILTER (pid_hash NOT IN (SELECT pid_hash FROM scored_process)) AS not_scored,
    (SELECT count(*) FROM scored_process WHERE pid_hash NOT IN (SELECT pid_hash FROM label)) AS not_labelled,
    (SELECT count(*) - count(DISTINCT pid_hash) FROM score_row) AS scored_again
FROM labelled
