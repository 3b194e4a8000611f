-- What other sources say about the hosts of the Security log, filled by C++ (src/import/store/security_events.cpp).
-- sysmon_day: hosts in lower case and days since 1970 on which Sysmon reports starts, with the first and last event.
CREATE OR REPLACE TABLE sysmon_day (host VARCHAR, day BIGINT, first TIMESTAMP, last TIMESTAMP);

-- unstarted_process: processes of which only later events were recorded.
CREATE OR REPLACE TABLE unstarted_process (host VARCHAR, pid BIGINT, program VARCHAR, first TIMESTAMP, pid_hash UUID);

-- started_process: processes whose start was recorded.
CREATE OR REPLACE TABLE started_process (host VARCHAR, pid BIGINT, program VARCHAR, started TIMESTAMP);
