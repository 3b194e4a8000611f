-- flag: one row per record: what a record, and the record of its parent, say of themselves. Every column is false when
-- the records do not say enough to tell. docs/audit.md defines and explains each.
-- Reads the tables record, parent, first_process, core_process.
CREATE OR REPLACE MACRO fold(t) AS lower(trim(t));
-- "ws5" and "ws5.corp.example" are one host.
CREATE OR REPLACE MACRO same_host(a, b) AS
    a = b OR fold(a) = fold(b) OR starts_with(fold(a), fold(b) || '.') OR starts_with(fold(b), fold(a) || '.');
CREATE OR REPLACE MACRO well_formed(hash) AS regexp_full_match(hash, '\s*[0-9A-Fa-f]{32}\s*');

CREATE OR REPLACE TABLE flag AS
WITH pair AS (
    SELECT
        l.record,
        l.duplicate_pid_hash,
        l.parent = l.record AS self_parent,
        -- Another record is the parent: only then can the two contradict each other.
        l.parent <> l.record AS has_parent,
        r.pid_hash, r.parent_pid_hash, r.process_name, r.os_pid, r.parent_os_pid,
        -- A process had started by the time it was first seen; when it started is known only from process_started.
        coalesce(r.process_started, r.first_seen) AS started_by,
        r.process_started,
        p.process_name AS parent_name,
        p.process_started AS parent_started,
        p.process_term AS parent_ended,
        -- Clocks of two hosts are never compared.
        coalesce(same_host(r.hostname, p.hostname), true) AS same_clock
    FROM parent l
    JOIN record r ON r.rowid = l.record
    LEFT JOIN record p ON p.rowid = l.parent
)
SELECT
    record,
    duplicate_pid_hash,
    coalesce(self_parent, false) AS self_parent,
    coalesce(has_parent AND same_clock AND parent_started > started_by, false) AS parent_started_later,
    coalesce(has_parent AND same_clock AND parent_ended < process_started, false) AS parent_ended_earlier,
    coalesce(has_parent AND NOT same_clock, false) AS cross_host_parent,
    pair.process_name IS NULL AS nameless,
    NOT (coalesce(well_formed(pid_hash), false) AND coalesce(well_formed(parent_pid_hash), true)) AS malformed_hash,
    coalesce(has_parent AND NOT list_contains(core_process.parents, fold(parent_name)), false) AS unexpected_parent,
    -- How far apart two contradicting times are: event order jitters by less than a second, reused PIDs do not.
    CASE
        WHEN parent_started > started_by THEN epoch_us(parent_started) - epoch_us(started_by)
        WHEN parent_ended < process_started THEN epoch_us(process_started) - epoch_us(parent_ended)
    END AS time_gap,
    first.process_name IS NOT NULL
        AND coalesce(first.os_pid = pair.os_pid, true)
        AND coalesce(first.parent_os_pid = pair.parent_os_pid, true)
        AND (NOT coalesce(has_parent, false) OR (first.kernel AND coalesce(above.kernel, false))) AS first_process
FROM pair
LEFT JOIN core_process ON core_process.process_name = fold(pair.process_name)
LEFT JOIN first_process first ON first.process_name = fold(pair.process_name)
LEFT JOIN first_process above ON above.process_name = fold(pair.parent_name);
