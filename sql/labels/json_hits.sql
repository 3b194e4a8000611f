-- rule_hit of JSON: Hayabusa's json-timeline, and Chainsaw's --json and --jsonl, whose aggregates hold many events.
-- Reads the view hit_row.
WITH hayabusa AS (
    SELECT
        hit_host(json ->> '$.Computer') AS host,
        hit_channel(json ->> '$.Channel') AS channel,
        TRY_CAST(json ->> '$.RecordID' AS BIGINT) AS record_number,
        json ->> '$.RuleTitle' AS label,
        hit_severity(json ->> '$.Level') AS severity,
        hit_tactics(json ->> '$.MitreTactics') AS tactic,
        'hayabusa' AS source
    FROM hit_row
    WHERE json ->> '$.RuleTitle' <> ''
),
chainsaw_event AS (
    SELECT
        json,
        unnest(
            list_append(
                coalesce(TRY_CAST(json -> '$.documents' AS JSON[]), []), json -> '$.document'
            )
        ) -> '$.data.Event.System' AS system
    FROM hit_row
    WHERE json ->> '$.name' <> ''
),
chainsaw AS (
    SELECT
        hit_host(system ->> '$.Computer') AS host,
        hit_channel(system ->> '$.Channel') AS channel,
        TRY_CAST(system ->> '$.EventRecordID' AS BIGINT) AS record_number,
        json ->> '$.name' AS label,
        hit_severity(json ->> '$.level') AS severity,
        -- Sigma's tags: "attack.credential-access" is a tactic, "attack.t1003.001" a technique.
        nullif(array_to_string(
            list_transform(
                list_filter(
                    coalesce(TRY_CAST(json -> '$.tags' AS VARCHAR[]), []),
                    lambda tag: starts_with(tag, 'attack.') AND NOT regexp_matches(tag, '^attack\.[tgs]\d')
                ),
                lambda tag: replace(replace(tag, 'attack.', ''), '_', '-')
            ), ', '
        ), '') AS tactic,
        'chainsaw' AS source
    FROM chainsaw_event
    WHERE system IS NOT NULL
)
FROM hayabusa
UNION ALL
FROM chainsaw
