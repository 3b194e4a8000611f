-- sysmon_host: the hosts for which Sysmon reports starts, as spelled. Filled by C++
-- (src/import/store/security_events.cpp).
CREATE OR REPLACE TABLE sysmon_host (host VARCHAR);
