-- ambiguous_hash: the processes with a recorded lineage of at least 2 whose hash several records bear, or several rows
-- of process_path have; as hash_key compares hashes. Mostly empty. Filled by C++ (src/audit/lineage_processes.hpp).
CREATE OR REPLACE TABLE ambiguous_hash (pid_key VARCHAR);
