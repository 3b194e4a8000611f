-- Replaces a process_path that the dataset does not have: an empty view.
CREATE OR REPLACE VIEW process_path AS
SELECT
    NULL::VARCHAR AS pid_hash,
    NULL::VARCHAR AS process_name,
    NULL::VARCHAR AS ptree,
    NULL::VARCHAR[] AS ptree_list,
    NULL::STRUCT(pid_hash VARCHAR, process_name VARCHAR)[] AS ptree_list_tuples
WHERE false;
