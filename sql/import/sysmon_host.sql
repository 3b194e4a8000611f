-- sysmon_host: the hosts of which Sysmon tells starts, as given. Filled by C++ (src/import/store/security_events.cpp).
CREATE OR REPLACE TABLE sysmon_host (host VARCHAR);
