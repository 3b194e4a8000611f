-- features.arrow
SELECT name, weight FROM feature
