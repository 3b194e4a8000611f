-- process_net_conn of an earlier import and of this one. Reads earlier_process_net_conn and new_process_net_conn.
WITH both_imports AS (
    FROM earlier_process_net_conn
    UNION ALL BY NAME
    FROM new_process_net_conn
)
SELECT
    pid_hash,
    min(hostname) AS hostname,
    min(process_name) AS process_name,
    min(conn_id) AS conn_id,
    protocol,
    local_ip_addr,
    local_port,
    remote_ip_addr,
    remote_port,
    -- Overlapping times mean the same events, exported twice.
    CASE WHEN max(first_seen) <= min(last_seen) THEN max(total_events) ELSE sum(total_events)::BIGINT END AS total_events,
    sum(total_size)::BIGINT AS total_size,
    min(first_seen) AS first_seen,
    max(last_seen) AS last_seen
FROM both_imports
GROUP BY pid_hash, protocol, local_ip_addr, local_port, remote_ip_addr, remote_port
ORDER BY pid_hash, protocol, local_ip_addr, local_port, remote_ip_addr, remote_port
