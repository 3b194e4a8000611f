-- process_file of an earlier import and of this one. Reads earlier_process_file and new_process_file.
WITH both_imports AS (
    FROM earlier_process_file
    UNION ALL BY NAME
    FROM new_process_file
)
SELECT
    pid_hash,
    min(hostname) AS hostname,
    min(process_name) AS process_name,
    filename,
    activity_type,
    -- Overlapping times mean the same events, exported twice.
    CASE WHEN max(first_seen) <= min(last_seen) THEN max(event_count) ELSE sum(event_count)::BIGINT END AS event_count,
    min(first_seen) AS first_seen,
    max(last_seen) AS last_seen
FROM both_imports
GROUP BY pid_hash, activity_type, filename
ORDER BY pid_hash, activity_type, filename
