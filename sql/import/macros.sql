-- What the mappings in source/ share: text as sources write it into values. What does not fit becomes NULL.

-- Text that says something: nothing and Windows's "-" do not.
CREATE OR REPLACE MACRO given(t) AS CASE WHEN t NOT IN ('', '-', ' ') THEN t END;

-- The path of a program; Sysmon says <unknown process> where it missed the start.
CREATE OR REPLACE MACRO program(t) AS nullif(given(t), '<unknown process>');

-- A time with or without zone; without one it is UTC. Fractions beyond microseconds are cut.
-- (A cast straight to TIMESTAMP would read a zone and forget it.)
CREATE OR REPLACE MACRO any_utc(t) AS make_timestamp(epoch_us(try_cast(
    CASE WHEN length(t) <= 26 THEN t ELSE regexp_replace(t, '(\.\d{6})\d+', '\1') END AS TIMESTAMPTZ
)));

-- The same; times as nearly all sources write them are read by plain_time, a function of C++ that is much faster
-- (src/import/source/sql_functions.hpp).
CREATE OR REPLACE MACRO utc(t) AS coalesce(make_timestamp(plain_time(t).microseconds), any_utc(t));

-- A whole number, decimal or 0x….
CREATE OR REPLACE MACRO whole(t) AS try_cast(trim(t) AS BIGINT);

-- A GUID in one spelling, {lower case}; all zeros is none.
CREATE OR REPLACE MACRO guid(t) AS CASE
    WHEN starts_with(t, '{') THEN nullif(lower(t), '{00000000-0000-0000-0000-000000000000}')
    WHEN given(t) IS NOT NULL THEN nullif('{' || lower(t) || '}', '{00000000-0000-0000-0000-000000000000}')
END;

-- The MD5 in Sysmon's list of hashes, "SHA1=…,MD5=…".
CREATE OR REPLACE MACRO md5_in(hashes) AS CASE
    WHEN starts_with(hashes, 'MD5=') THEN substring(hashes, 5, 32)
    ELSE regexp_extract(hashes, '(?i)(?:^|,)MD5=([0-9a-f]{32})', 1)
END;

-- A folder's path and a file's name as one; some sources give the folder with the name already.
CREATE OR REPLACE MACRO full_path(folder, name) AS CASE
    WHEN given(folder) IS NULL OR given(name) IS NULL OR ends_with(lower(folder), '\' || lower(name))
    THEN coalesce(given(folder), given(name))
    ELSE rtrim(folder, '\') || '\' || name
END;

-- DOMAIN\name of two fields.
CREATE OR REPLACE MACRO account(domain, name) AS CASE
    WHEN given(domain) IS NULL THEN given(name)
    ELSE given(domain) || '\' || given(name)
END;

-- A command line without its program, which is quoted or ends at the first blank.
-- (A pattern for all of a line of many megabytes would take a second.)
CREATE OR REPLACE MACRO arguments(command_line) AS nullif(trim(CASE
    WHEN starts_with(command_line, '"')
    THEN substr(command_line, nullif(strpos(substr(command_line, 2), '"'), 0) + 2)
    ELSE substr(command_line, length(regexp_extract(command_line, '^\S*')) + 1)
END, e' \t\r\n'), '');

-- The name that a host's processes are shown under: without its domain, in lower case.
CREATE OR REPLACE MACRO short_host(host) AS lower(split_part(host, '.', 1));

-- The last part of a path, in lower case.
CREATE OR REPLACE MACRO file_name(path) AS nullif(lower(regexp_extract(path, '[^\\/]*$')), '');

-- The name of a process instance: of its host and the unique id that its source gives it; failing that, of host, PID
-- and start. The same as src/import/store/instance_hash.hpp. Kept as a number of 128 bits; hash_text shows it as pid_hash does.
CREATE OR REPLACE MACRO instance_hash(host, key, pid, started) AS CASE
    WHEN key::VARCHAR IS NOT NULL THEN md5(host || '|' || key::VARCHAR)::UUID
    WHEN pid IS NOT NULL AND started IS NOT NULL
    THEN md5(host || '|' || pid::VARCHAR || '|' || strftime(started::TIMESTAMP, '%Y-%m-%d %H:%M:%S.%f'))::UUID
END;
CREATE OR REPLACE MACRO hash_text(hash) AS hex(hash::BLOB);

-- The types that the columns of a mapping are made into before they are used (src/import/source/mapped_records.hpp): a text, a
-- path in lower case, a command line without its program, a hash as 32 digits, a number, a time as microseconds since
-- 1970.
CREATE OR REPLACE MACRO as_text(value) AS value::VARCHAR;
CREATE OR REPLACE MACRO as_path(value) AS lower(value::VARCHAR);
CREATE OR REPLACE MACRO as_arguments(value) AS arguments(value::VARCHAR);
CREATE OR REPLACE MACRO as_hash(value) AS hash_text(try_cast(value::VARCHAR AS UUID));
CREATE OR REPLACE MACRO as_whole(value) AS value::BIGINT;
CREATE OR REPLACE MACRO as_time(value) AS epoch_us(value::TIMESTAMP);
