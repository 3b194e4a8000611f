-- How many of the selected processes a baseline's sample would hold if it counted them, and how many of these it holds.
-- A full sample holds all hashes up to its largest, another holds all. Reads the table selected and the view
-- counted_sample.
WITH bound AS (
    SELECT count(*) < $rows AS holds_all, max(hash) AS largest FROM counted_sample
),
own AS (
    SELECT md5_number_lower(pid_hash) AS hash FROM selected
)
SELECT count(*), count(c.hash)
FROM own o
CROSS JOIN bound b
LEFT JOIN counted_sample c ON c.hash = o.hash
WHERE b.holds_all OR o.hash <= b.largest
