-- field_text: the distinct texts of each field of a process, numbered from 1 in byte order. One field at a time, since
-- command lines may all differ and take hundreds of megabytes. Reads the view point_file and the table hunted. (Only
-- hashes that are not 128 bits are texts; they are added later.)
CREATE TABLE field_text (field VARCHAR, id INTEGER, text VARCHAR);
INSERT INTO field_text SELECT 'args', row_number() OVER (), text
FROM (SELECT DISTINCT args AS text FROM point_file WHERE args IS NOT NULL ORDER BY text);
INSERT INTO field_text SELECT 'host', row_number() OVER (), text
FROM (SELECT DISTINCT hostname AS text FROM point_file WHERE hostname IS NOT NULL ORDER BY text);
INSERT INTO field_text SELECT 'lineage', row_number() OVER (), text
FROM (SELECT DISTINCT ptree AS text FROM point_file WHERE ptree IS NOT NULL ORDER BY text);
INSERT INTO field_text SELECT 'name', row_number() OVER (), text
FROM (SELECT DISTINCT process_name AS text FROM point_file WHERE process_name IS NOT NULL ORDER BY text);
INSERT INTO field_text SELECT 'user', row_number() OVER (), text
FROM (SELECT DISTINCT user_name AS text FROM point_file WHERE user_name IS NOT NULL ORDER BY text);
INSERT INTO field_text SELECT 'reasons', row_number() OVER (), text
FROM (SELECT DISTINCT reasons AS text FROM hunted WHERE reasons IS NOT NULL ORDER BY text);
INSERT INTO field_text SELECT 'labels', row_number() OVER (), text
FROM (SELECT DISTINCT labels AS text FROM hunted WHERE labels IS NOT NULL ORDER BY text);
