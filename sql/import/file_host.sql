-- file_host: the hosts of which each file tells, as it writes them. Filled by C++ (src/import/tables/dataset_tables.cpp).
CREATE OR REPLACE TABLE file_host (file INTEGER, host VARCHAR);
