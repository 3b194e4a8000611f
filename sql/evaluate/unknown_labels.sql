-- Unknown labels, the most frequent first. Reads label.
SELECT label, count(*) AS rows
FROM label
WHERE verdict(label) IS NULL
GROUP BY label
ORDER BY rows DESC, label
