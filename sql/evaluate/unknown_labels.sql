-- The labels that are none, the most frequent ones first. Reads label.
SELECT label, count(*) AS rows
FROM label
WHERE verdict(label) IS NULL
GROUP BY label
ORDER BY rows DESC, label
