-- neighbours.arrow
SELECT neighbour, distance FROM neighbour
