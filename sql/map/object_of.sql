-- The object of each process that is a member of one.
SELECT m.process, o.object
FROM lens_member m
JOIN object o ON o.name = m.object;
