-- The table process_path of the stdview layout: every process with its ancestors as far as they are recorded.
-- followed_lineage() is computed by C++ (src/import/tables/lineage_paths.hpp) while it is read.
SELECT
    pid_hash,
    hostname,
    process_name,
    (len(ptree_list) - 1)::INTEGER AS level,
    '=' || array_to_string(names, '->') AS ptree,
    ptree_list,
    list_transform(
        list_zip(ptree_list, names), step -> struct_pack(pid_hash := step[1], process_name := step[2])
    ) AS ptree_list_tuples
FROM followed_lineage()
