-- ambiguous_hash: the hashes, in the form of hash_key, of processes with a recorded lineage of at least 2 that have
-- several records, or several rows of process_path. Usually empty. Filled by C++ (src/audit/assessment/lineage_processes.hpp).
CREATE OR REPLACE TABLE ambiguous_hash (pid_key VARCHAR);
