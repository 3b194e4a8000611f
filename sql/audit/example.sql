-- example: the records that C++ chose as examples and their ancestors (src/audit/summary/examples.hpp), with what identifies
-- them. A row's rowid is the example's index.
CREATE OR REPLACE TABLE example (
    pid_hash VARCHAR,
    parent_pid_hash VARCHAR,
    process_name VARCHAR,
    process_started TIMESTAMP,
    process_term TIMESTAMP
);
