-- The lens files: a process is the bag of what it did to which files. Paths are folded, so that what differs
-- between users, versions and runs counts as one (novelty/folded_text.hpp); the activity comes last, so that the end of
-- a feature says what was done to what.
CREATE OR REPLACE VIEW activity AS
SELECT
    pid_hash,
    least(greatest(1, coalesce(event_count, 1)), 1000000) AS count,
    CASE WHEN filename <> '' THEN
        folded_path(lower(filename)).path || coalesce(' ' || lower(nullif(activity_type, '')), '')
    END AS feature
FROM process_file;
