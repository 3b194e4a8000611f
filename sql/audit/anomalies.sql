-- anomalies.parquet: every record that is not sound, with one column per anomaly: its state, if that is one, and its
-- flags. assessed_record() is computed by C++ (src/audit/assessment/assessed_records.hpp) while it is read.
SELECT
    pid_hash,
    state = 'truncated' AS truncated,
    state = 'orphan' AS orphan,
    state = 'dud' AS dud,
    state = 'cyclic' AS cyclic,
    missing_path, short_path, wrong_path,
    self_parent, parent_started_later, parent_ended_earlier, cross_host_parent,
    duplicate_pid_hash, nameless, malformed_hash, unexpected_parent
FROM assessed_record()
WHERE state NOT IN ('root', 'complete')
   OR missing_path OR short_path OR wrong_path
   OR self_parent OR parent_started_later OR parent_ended_earlier OR cross_host_parent
   OR duplicate_pid_hash OR nameless OR malformed_hash OR unexpected_parent
