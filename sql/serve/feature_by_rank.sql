SELECT name FROM feature WHERE rank = $1
