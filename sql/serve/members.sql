-- members: how many processes each point represents. Reads the view point_file.
CREATE TABLE members AS
SELECT bag, CAST(count(*) AS INTEGER) AS members
FROM point_file
GROUP BY bag;
