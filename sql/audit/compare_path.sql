-- Every recorded path beside the record of its process, to be compared with the rebuilt lineage.
SELECT i.record, p.length, p.hashes
FROM recorded_path p
JOIN identity i USING (pid_key);
