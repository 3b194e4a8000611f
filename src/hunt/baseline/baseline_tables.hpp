// The tables of a baseline: counts of processes by host, which add up.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "proclens/context.hpp"
#include "table/database.hpp"

namespace proclens {

/// A table of counts, sorted by its keys; names, hosts and paths are in lower case.
struct BaselineTable {
  std::string_view file;     ///< in the baseline's folder
  std::string_view counted;  ///< the table or view of the database that holds the same
  std::string_view keys;     ///< columns, comma-separated
  std::string_view counts;   ///< how the other columns of equal keys add up
};

/// names: processes by name, host and day, and how many of them loaded images. parents: by their parent's name, too.
/// commands: by the template of their arguments. images: by the image that they loaded, per host, with the first and
/// the last day. folders, signers: by the folder that they loaded anything from, by who signed what they loaded.
[[nodiscard]] std::span<const BaselineTable> baseline_tables();

/// Makes these tables from what describe_processes made.
void count_baseline_tables(const Context& context, Database& database);

/// The rows of a table, or of several with the same columns, with equal keys added up, in order.
/// @param source what to read FROM
[[nodiscard]] std::string added_up(const BaselineTable& table, const std::string& source);

}  // namespace proclens
