-- rule_hit of Hayabusa's csv-timeline. Reads the view hit_row.
SELECT
    hit_host(computer) AS host,
    hit_channel(channel) AS channel,
    TRY_CAST(record AS BIGINT) AS record_number,
    rule AS label,
    hit_severity(level) AS severity,
    hit_tactics(tactics) AS tactic,
    'hayabusa' AS source
FROM hit_row
WHERE rule <> ''
