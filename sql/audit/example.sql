-- example: the records that C++ chose as examples and their ancestors (src/audit/examples.hpp), as far as it takes to
-- recognise them. A row's rowid is the example's place.
CREATE OR REPLACE TABLE example (
    pid_hash VARCHAR,
    parent_pid_hash VARCHAR,
    process_name VARCHAR,
    process_started TIMESTAMP,
    process_term TIMESTAMP
);
