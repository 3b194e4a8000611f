-- import_file: the files that are read; agent_id names the recording that a process comes from. Filled by C++.
CREATE OR REPLACE TABLE import_file (file INTEGER, agent_id VARCHAR);
