-- How deep the rebuilt lineages are, by state.
SELECT depth, state, count(*) AS processes
FROM assessment
GROUP BY ALL
ORDER BY depth, state;
