-- What hits of rules are made of (src/hunt/labels/rule_hits.cpp).

-- A host as datasets show it: without its domain, in lower case; an address is whole.
CREATE OR REPLACE MACRO hit_host(computer) AS CASE
    WHEN regexp_matches(computer, '^[0-9]+(\.[0-9]+){3}$') OR contains(computer, ':') THEN lower(computer)
    ELSE lower(split_part(computer, '.', 1))
END;

-- The channel in full. Hayabusa abbreviates channels (its config/channel_abbreviations.txt); Chainsaw's tables name the
-- provider. Only the logs in which processes start matter here.
CREATE OR REPLACE MACRO hit_channel(channel) AS CASE lower(channel)
    WHEN 'sysmon' THEN 'microsoft-windows-sysmon/operational'
    WHEN 'microsoft-windows-sysmon' THEN 'microsoft-windows-sysmon/operational'
    WHEN 'sec' THEN 'security'
    WHEN 'microsoft-windows-security-auditing' THEN 'security'
    ELSE lower(channel)
END;

-- A level in full, in lower case; Hayabusa abbreviates them, too.
CREATE OR REPLACE MACRO hit_severity(level) AS CASE lower(level)
    WHEN 'crit' THEN 'critical'
    WHEN 'med' THEN 'medium'
    WHEN 'info' THEN 'informational'
    ELSE lower(level)
END;

-- A list of tactics as text: "Exec, Evas", from "Exec ¦ Evas" or a JSON array of texts.
CREATE OR REPLACE MACRO hit_tactics(tactics) AS nullif(
    array_to_string(
        list_filter(
            list_transform(string_split_regex(tactics, '[\[\]",¦|]'), lambda part: trim(part)),
            lambda part: part <> ''
        ),
        ', '
    ),
    ''
);
