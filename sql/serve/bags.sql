-- bags.arrow
SELECT size, features, counts FROM bag
