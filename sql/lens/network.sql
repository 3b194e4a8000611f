-- The lens network: a process is the bag of the addresses and ports that it connected to, the names that it asked DNS for,
-- and its own ports at which others reached it. Addresses of the own network differ between sites and hosts, so for them
-- the port alone counts, too.
CREATE OR REPLACE MACRO is_private(address) AS
    regexp_matches(address, '^(::ffff:)?(10|127|169\.254|192\.168|172\.(1[6-9]|2[0-9]|3[01]))(\.[0-9]{1,3}){2,3}$')
    OR regexp_matches(address, '^(::1$|(0:){7}1$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)');

-- activity: what is counted of each record. Its count is the record's number of events, a million at most: larger
-- values cannot be real.
CREATE OR REPLACE VIEW activity AS
WITH record AS (
    SELECT
        pid_hash,
        least(greatest(1, coalesce(total_events, 1)), 1000000) AS count,
        lower(nullif(remote_ip_addr, '')) AS address,
        coalesce(lower(nullif(protocol, '')) || ' ', '') AS protocol,
        CASE WHEN remote_port BETWEEN 1 AND 65535 THEN CAST(remote_port AS VARCHAR) END AS port,
        -- An import gives only the port of the service: the process's own where others connected to it.
        CASE WHEN remote_port IS NULL AND local_port BETWEEN 1 AND 65535 THEN CAST(local_port AS VARCHAR) END AS own_port
    FROM process_net_conn
)
SELECT
    pid_hash,
    count,
    protocol || CASE
        WHEN own_port IS NOT NULL THEN 'own port ' || own_port || ' from ' || address
        WHEN contains(address, ':') AND port IS NOT NULL THEN '[' || address || ']'
        ELSE address
    END || coalesce(':' || port, '') AS feature
FROM record
UNION ALL
SELECT
    pid_hash,
    count,
    protocol || coalesce('port ' || port || ' of', 'own port ' || own_port || ' from') || ' a private address'
FROM record
WHERE (port IS NOT NULL OR own_port IS NOT NULL) AND is_private(address);
