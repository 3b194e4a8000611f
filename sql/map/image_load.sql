-- Every load of a selected process as a pair of numbers.
SELECT s.object, i.feature
FROM process_image_load l
JOIN selected s ON s.pid_hash = upper(l.pid_hash)
JOIN image i ON i.path = lower(l.filename);
