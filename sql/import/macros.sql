-- What the mappings in source/ share: text as sources write it into values. What does not fit becomes NULL.

-- Text that says something: blanks and Windows's "-" do not.
CREATE OR REPLACE MACRO given(t) AS CASE WHEN trim(t) NOT IN ('', '-') THEN t END;

-- A time with or without zone; without one it is UTC. Fractions beyond microseconds are cut.
-- (A cast straight to TIMESTAMP would read a zone and forget it.)
CREATE OR REPLACE MACRO utc(t) AS
    make_timestamp(epoch_us(try_cast(regexp_replace(t, '(\.\d{6})\d+', '\1') AS TIMESTAMPTZ)));

-- A whole number, decimal or 0x….
CREATE OR REPLACE MACRO whole(t) AS try_cast(trim(t) AS BIGINT);

-- A GUID in one spelling, {lower case}; all zeros is none.
CREATE OR REPLACE MACRO guid(t) AS CASE
    WHEN trim(t, ' {}') NOT IN ('', '-', '00000000-0000-0000-0000-000000000000')
    THEN '{' || lower(trim(t, ' {}')) || '}'
END;

-- The MD5 in Sysmon's list of hashes, "SHA1=…,MD5=…".
CREATE OR REPLACE MACRO md5_in(hashes) AS
    nullif(lower(regexp_extract(hashes, '(?i)(?:^|,)MD5=([0-9a-f]{32})', 1)), '');

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
CREATE OR REPLACE MACRO arguments(command_line) AS nullif(trim(CASE
    WHEN starts_with(command_line, '"') THEN regexp_extract(command_line, '(?s)^"[^"]*"(.*)$', 1)
    ELSE regexp_extract(command_line, '(?s)^\S*(.*)$', 1)
END, e' \t\r\n'), '');

-- The name that a host's processes are shown under: without its domain, in lower case.
CREATE OR REPLACE MACRO short_host(host) AS lower(split_part(host, '.', 1));

-- The last part of a path, in lower case.
CREATE OR REPLACE MACRO file_name(path) AS nullif(lower(regexp_extract(path, '[^\\/]*$')), '');

-- The name of a process instance: of its host and the unique id that its source gives it; failing that, of host, PID
-- and start.
CREATE OR REPLACE MACRO instance_hash(host, key, pid, started) AS
    upper(md5(host || '|' || coalesce(
        key::VARCHAR,
        pid::VARCHAR || '|' || strftime(started::TIMESTAMP, '%Y-%m-%d %H:%M:%S.%f')
    )));
