-- lineage.parquet: for every record, what follows from the records alone: rebuilt_lineage() is computed by C++
-- (src/audit/assessment/assessed_records.hpp) while it is read.
SELECT
    pid_hash, state, ptree, ptree_list, depth, likely_parent_pid_hash,
    missing_path, short_path, wrong_path,
    self_parent, parent_started_later, parent_ended_earlier, cross_host_parent,
    duplicate_pid_hash, nameless, malformed_hash, unexpected_parent
FROM rebuilt_lineage()
