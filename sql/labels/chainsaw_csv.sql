-- rule_hit of Chainsaw's --csv: a row is an event, with all rules that hit it. Reads the view hit_row.
SELECT
    hit_host(computer) AS host,
    hit_channel(provider) AS channel,
    TRY_CAST(record AS BIGINT) AS record_number,
    trim(label) AS label,
    CAST(NULL AS VARCHAR) AS severity,
    CAST(NULL AS VARCHAR) AS tactic,
    'chainsaw' AS source
FROM (SELECT *, unnest(string_split(rules, ';')) AS label FROM hit_row)
WHERE trim(label) <> ''
