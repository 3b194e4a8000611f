-- Macros shared by the mappings in source/: they parse text as sources write it. Invalid values become NULL.

-- Text with a value: neither empty nor Windows's "-".
CREATE OR REPLACE MACRO given(t) AS CASE WHEN t NOT IN ('', '-', ' ') THEN t END;

-- The path of a program; Sysmon writes <unknown process> if it missed the start.
CREATE OR REPLACE MACRO program(t) AS nullif(given(t), '<unknown process>');

-- A time with or without a zone; without one it is UTC. Fractions beyond microseconds are truncated. (A direct cast to
-- TIMESTAMP would read a zone and drop it.)
CREATE OR REPLACE MACRO any_utc(t) AS make_timestamp(epoch_us(try_cast(
    CASE WHEN length(t) <= 26 THEN t ELSE regexp_replace(t, '(\.\d{6})\d+', '\1') END AS TIMESTAMPTZ
)));

-- The same; times in the format of nearly all sources are read by plain_time, and those of Kibana, spreadsheets,
-- PowerShell and counters since an epoch by other_time: C++ functions (src/import/source/times.hpp).
CREATE OR REPLACE MACRO utc(t) AS coalesce(
    make_timestamp(plain_time(t).microseconds), make_timestamp(other_time(t).microseconds), any_utc(t)
);

-- A whole number, decimal or 0x…; separated_number, a C++ function, reads 5,220 and 5 220 as 5220.
CREATE OR REPLACE MACRO whole(t) AS coalesce(try_cast(trim(t) AS BIGINT), separated_number(t).number);

-- A GUID in one spelling, {lower case}; all zeros means none.
CREATE OR REPLACE MACRO guid(t) AS CASE
    WHEN starts_with(t, '{') THEN nullif(lower(t), '{00000000-0000-0000-0000-000000000000}')
    WHEN given(t) IS NOT NULL THEN nullif('{' || lower(t) || '}', '{00000000-0000-0000-0000-000000000000}')
END;

-- An entity id of Elastic, which is Sysmon's GUID where the event is Sysmon's.
CREATE OR REPLACE MACRO elastic_key(t) AS
    CASE WHEN regexp_full_match(t, '\{?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?') THEN guid(t) ELSE given(t) END;

-- The MD5 in Sysmon's list of hashes, "SHA1=…,MD5=…".
CREATE OR REPLACE MACRO md5_in(hashes) AS CASE
    WHEN starts_with(hashes, 'MD5=') THEN substring(hashes, 5, 32)
    ELSE regexp_extract(hashes, '(?i)(?:^|,)MD5=([0-9a-f]{32})', 1)
END;

-- The other hashes in that list, in lower case. (Patterns for them would take milliseconds to compile.)
CREATE OR REPLACE MACRO hash_after(hashes, name, digits) AS
    nullif(lower(substr(hashes, nullif(strpos(upper(hashes), name), 0) + length(name), digits)), '');
CREATE OR REPLACE MACRO sha256_in(hashes) AS hash_after(hashes, 'SHA256=', 64);
CREATE OR REPLACE MACRO imphash_in(hashes) AS hash_after(hashes, 'IMPHASH=', 32);

-- What is known of a file besides its path and MD5, as one text with nine parts (src/import/store/file_details.hpp);
-- NULL if nothing is. Few texts describe many loads and processes. Unsigned sorts before signed, unknown last.
CREATE OR REPLACE MACRO details(signed, status, signer, sha256, imphash, original_name, company, product, version) AS
    nullif(concat(
        coalesce(lower(given(signed)), '~'), chr(31), given(status), chr(31), given(signer), chr(31),
        lower(given(sha256)), chr(31), lower(given(imphash)), chr(31), given(original_name), chr(31),
        given(company), chr(31), given(product), chr(31), given(version)
    ), '~' || repeat(chr(31), 8));

-- The name of a mandatory label's level, S-1-16-…; other text as it is.
CREATE OR REPLACE MACRO integrity(label) AS CASE given(label)
    WHEN 'S-1-16-0' THEN 'Untrusted'
    WHEN 'S-1-16-4096' THEN 'Low'
    WHEN 'S-1-16-8192' THEN 'Medium'
    WHEN 'S-1-16-8448' THEN 'Medium Plus'
    WHEN 'S-1-16-12288' THEN 'High'
    WHEN 'S-1-16-16384' THEN 'System'
    WHEN 'S-1-16-20480' THEN 'Protected'
    ELSE given(label)
END;

-- A folder's path and a file's name combined; some sources include the name in the folder already.
CREATE OR REPLACE MACRO full_path(folder, name) AS CASE
    WHEN given(folder) IS NULL OR given(name) IS NULL OR ends_with(lower(folder), '\' || lower(name))
    THEN coalesce(given(folder), given(name))
    ELSE rtrim(folder, '\') || '\' || name
END;

-- DOMAIN\name from two fields.
CREATE OR REPLACE MACRO account(domain, name) AS CASE
    WHEN given(domain) IS NULL THEN given(name)
    ELSE given(domain) || '\' || given(name)
END;

-- What a process did, as one text with parts that sql/import/process_net_conn.sql, process_file.sql and
-- process_registry.sql take apart again; NULL where it names no address, file or key.
CREATE OR REPLACE MACRO text_part(t) AS replace(coalesce(t, ''), chr(31), chr(65533));

-- A port that is drawn anew for each connection is left out by giving NULL, so that connections to one service are one.
CREATE OR REPLACE MACRO connection(protocol, local_address, local_port, remote_address, remote_port) AS
    CASE WHEN given(remote_address) IS NOT NULL THEN concat_ws(chr(31),
        CASE lower(given(protocol))
            WHEN '6' THEN 'tcp' WHEN 'tcpv4' THEN 'tcp' WHEN 'tcpv6' THEN 'tcp'
            WHEN '17' THEN 'udp' WHEN 'udpv4' THEN 'udp' WHEN 'udpv6' THEN 'udp'
            WHEN '1' THEN 'icmp' WHEN '58' THEN 'icmpv6'
            ELSE text_part(lower(given(protocol)))
        END,
        text_part(lower(given(local_address))), coalesce(whole(local_port)::VARCHAR, ''),
        text_part(lower(remote_address)), coalesce(whole(remote_port)::VARCHAR, '')
    ) END;

-- Of a source that names who opened a connection and who accepted it; the opener's port is left out.
CREATE OR REPLACE MACRO opened_connection(is_accepted, protocol, source, source_port, destination, destination_port) AS
    CASE WHEN is_accepted THEN connection(protocol, destination, destination_port, source, NULL)
    ELSE connection(protocol, source, NULL, destination, destination_port) END;

-- A query for a name is a connection without ports to that name.
CREATE OR REPLACE MACRO dns_query(name) AS connection('dns', NULL, NULL, rtrim(name, '.'), NULL);

CREATE OR REPLACE MACRO file_activity(activity, path) AS
    CASE WHEN given(path) IS NOT NULL THEN concat(activity, chr(31), lower(path)) END;

-- A registry path with its hive abbreviated as Sysmon does.
CREATE OR REPLACE MACRO registry_path(path) AS CASE
    WHEN path ILIKE 'HKEY\_LOCAL\_MACHINE%' ESCAPE '\' THEN 'hklm' || substr(lower(path), 19)
    WHEN path ILIKE 'HKEY\_USERS%' ESCAPE '\' THEN 'hku' || substr(lower(path), 11)
    WHEN path ILIKE 'HKEY\_CURRENT\_USER%' ESCAPE '\' THEN 'hkcu' || substr(lower(path), 18)
    WHEN path ILIKE 'HKEY\_CLASSES\_ROOT%' ESCAPE '\' THEN 'hkcr' || substr(lower(path), 18)
    WHEN path ILIKE '\REGISTRY\MACHINE%' THEN 'hklm' || substr(lower(path), 18)
    WHEN path ILIKE '\REGISTRY\USER%' THEN 'hku' || substr(lower(path), 15)
    ELSE lower(path)
END;

-- The last part of the path of a registry value, which is its name; names of values may be paths of files themselves.
CREATE OR REPLACE MACRO value_name(path) AS nullif(regexp_extract(path, '\\([A-Za-z]:\\.*|[^\\]*)$', 1), '');

-- A path that ends in the name of its value is cut there.
CREATE OR REPLACE MACRO registry_activity(activity, path, name, data) AS CASE WHEN given(path) IS NOT NULL THEN concat_ws(
    chr(31), coalesce(activity, ''),
    text_part(registry_path(
        CASE WHEN ends_with(lower(path), '\' || lower(name)) THEN left(path, length(path) - length(name) - 1) ELSE path END
    )),
    text_part(lower(name)), coalesce(given(data), '')
) END;

-- A command line without its program, which is quoted or ends at the first blank.
-- (A pattern for all of a line of many megabytes would take a second.)
CREATE OR REPLACE MACRO arguments(command_line) AS nullif(trim(CASE
    WHEN starts_with(command_line, '"')
    THEN substr(command_line, nullif(strpos(substr(command_line, 2), '"'), 0) + 2)
    ELSE substr(command_line, length(regexp_extract(command_line, '^\S*')) + 1)
END, e' \t\r\n'), '');

-- The name under which a host's processes are shown: without its domain, in lower case.
CREATE OR REPLACE MACRO short_host(host) AS lower(split_part(host, '.', 1));

-- The last part of a path, in lower case.
CREATE OR REPLACE MACRO file_name(path) AS nullif(lower(regexp_extract(path, '[^\\/]*$')), '');

-- The identity of a process instance: from its host and the unique id given by its source; failing that, from host, PID
-- and start. The same as src/import/identity/instance_hash.hpp. Stored as a 128-bit number; hash_text formats it as
-- pid_hash.
CREATE OR REPLACE MACRO instance_hash(host, key, pid, started) AS CASE
    WHEN key::VARCHAR IS NOT NULL THEN md5(host || '|' || key::VARCHAR)::UUID
    WHEN pid IS NOT NULL AND started IS NOT NULL
    THEN md5(host || '|' || pid::VARCHAR || '|' || strftime(started::TIMESTAMP, '%Y-%m-%d %H:%M:%S.%f'))::UUID
END;
CREATE OR REPLACE MACRO hash_text(hash) AS hex(hash::BLOB);

-- Orders the records of a log: by time, those of one tick by their number in the log, or as they were read.
CREATE OR REPLACE MACRO log_position(moment, record_number, number) AS
    epoch_us(moment)::HUGEINT * 9223372036854775808::HUGEINT + coalesce(record_number, number);

-- The types that the columns of a mapping are converted to (src/import/source/mapped_records.hpp): a text, a path in
-- lower case, a command line without its program, a hash as 32 digits, a number, a time as microseconds since 1970.
CREATE OR REPLACE MACRO as_text(value) AS value::VARCHAR;
CREATE OR REPLACE MACRO as_path(value) AS lower(value::VARCHAR);
CREATE OR REPLACE MACRO as_arguments(value) AS arguments(value::VARCHAR);
CREATE OR REPLACE MACRO as_hash(value) AS hash_text(try_cast(value::VARCHAR AS UUID));
CREATE OR REPLACE MACRO as_whole(value) AS value::BIGINT;
CREATE OR REPLACE MACRO as_time(value) AS epoch_us(value::TIMESTAMP);
