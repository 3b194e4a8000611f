-- One of the features that were folded to each, by number.
SELECT min(n.feature)
FROM folded_feature n
JOIN feature f ON f.folded = lower(n.folded)
GROUP BY f.feature
ORDER BY f.feature
