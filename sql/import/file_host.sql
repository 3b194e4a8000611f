-- file_host: the hosts that occur in each file, as spelled there. Filled by C++ (src/import/tables/dataset_tables.cpp).
CREATE OR REPLACE TABLE file_host (file INTEGER, host VARCHAR);
