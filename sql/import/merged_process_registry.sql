-- process_registry of an earlier import and of this one. Reads earlier_process_registry and new_process_registry.
WITH both_imports AS (
    FROM earlier_process_registry
    UNION ALL BY NAME
    FROM new_process_registry
)
SELECT
    pid_hash,
    min(hostname) AS hostname,
    min(process_name) AS process_name,
    reg_path,
    reg_value,
    reg_data,
    activity_type,
    -- Overlapping times mean the same events, exported twice.
    CASE WHEN max(first_seen) <= min(last_seen) THEN max(event_count) ELSE sum(event_count)::BIGINT END AS event_count,
    min(first_seen) AS first_seen,
    max(last_seen) AS last_seen
FROM both_imports
GROUP BY pid_hash, activity_type, reg_path, reg_value, reg_data
ORDER BY pid_hash, activity_type, reg_path, reg_value, reg_data
