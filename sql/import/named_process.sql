-- What loads and lineages show of this import's processes, ordered by hash. grouped_process() as in process.sql.
SELECT pid_hash, parent_pid_hash, short_host(host) AS hostname, file_name(image) AS process_name
FROM grouped_process()
