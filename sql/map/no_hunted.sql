-- hunted and hunt_finding, empty (atlas/page/page_hunt.hpp).
CREATE OR REPLACE TABLE hunted (pid_hash VARCHAR, novelty INTEGER, finding INTEGER, reasons VARCHAR, labels VARCHAR);
CREATE OR REPLACE TABLE hunt_finding (id VARCHAR, number INTEGER);
