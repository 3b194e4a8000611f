-- Programs by what starts them: an object is the name of a program, its features are the names of the parents of its
-- processes, and its members are these processes.
SELECT
    lower(child.process_name) AS object,
    lower(parent.process_name) AS feature,
    child.pid_hash
FROM process AS child
JOIN process AS parent ON upper(parent.pid_hash) = upper(child.parent_pid_hash)
