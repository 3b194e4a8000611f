-- The lens parents: a process is the bag of the names of its ancestors, excluding itself.

-- recorded_path: one path per process, leaf first; of several, the one whose text the selection keeps.
CREATE OR REPLACE VIEW recorded_path AS
SELECT upper(pid_hash) AS pid_hash, ptree_list_tuples AS steps
FROM process_path
WHERE pid_hash <> ''
QUALIFY row_number() OVER (PARTITION BY upper(pid_hash) ORDER BY ptree NULLS LAST, ptree_list_tuples) = 1;

CREATE OR REPLACE VIEW ancestor AS
SELECT pid_hash, unnest(steps[2:]).process_name AS name FROM recorded_path;

CREATE OR REPLACE VIEW lens_row AS
SELECT s.process AS object, a.name AS feature, 1 AS count
FROM ancestor a
JOIN selected s USING (pid_hash);

CREATE OR REPLACE VIEW lens_recorded AS
SELECT count(*) AS rows FROM ancestor;

CREATE OR REPLACE VIEW lens_left_out AS
SELECT
    CASE WHEN s.pid_hash IS NULL THEN 'of_processes_left_out' ELSE 'without_name' END AS reason,
    CASE WHEN s.pid_hash IS NULL THEN 'of processes that are left out' ELSE 'no name' END AS why,
    count(*) AS count
FROM ancestor a
LEFT JOIN selected s USING (pid_hash)
WHERE s.pid_hash IS NULL OR a.name IS NULL OR a.name = ''
GROUP BY ALL;
