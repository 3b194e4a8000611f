-- processes.arrow
SELECT
    point, host, name, args, "user", lineage, hash_text,
    number_or_nan(started) AS started, number_or_nan(lifetime) AS lifetime, number_or_nan(exit_code) AS exit_code,
    number_or_nan(os_pid) AS os_pid,
    parent, state, flags, hash.form AS hash_form, coalesce(hash.high, 0) AS hash_high, coalesce(hash.low, 0) AS hash_low
FROM process
