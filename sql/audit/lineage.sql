-- lineage.parquet: for every record the lineage that follows from the records alone. ptree and ptree_list come from
-- C++ (src/audit/lineage_source.hpp), everything else is in the table assessment, in the same order.
SELECT
    a.pid_hash,
    a.state,
    l.ptree,
    l.ptree_list,
    a.depth,
    a.likely_parent_pid_hash,
    a.missing_path, a.short_path, a.wrong_path,
    a.self_parent, a.parent_started_later, a.parent_ended_earlier, a.cross_host_parent,
    a.duplicate_pid_hash, a.nameless, a.malformed_hash, a.unexpected_parent
FROM rebuilt_lineage() l
POSITIONAL JOIN assessment a
