#include "cli/options/selection_options.hpp"

#include <cstdint>
#include <optional>
#include <vector>

#include "cli/options/option_checks.hpp"
#include "core/text.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

/// A date or time as microseconds since 1970 UTC. DuckDB reads what people write: dates, times with and without zone.
std::optional<std::int64_t> parse_time(Database& database, const std::string& option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  // A day without its century would be one of the first, and everything since then.
  const std::vector<SqlValue> parameters = {text};
  Rows rows = database.query(
      "SELECT epoch_us(TRY_CAST($1 AS TIMESTAMPTZ)) WHERE regexp_matches($1, '^\\s*\\d{4}-\\d\\d?-\\d')", parameters);
  const Chunk* chunk = rows.next();
  if (chunk != nullptr && chunk->valid(0, 0)) return chunk->int64(0)[0];
  throw Error(Fault::usage, option + " cannot parse the time '" + printable(text) + "'",
              "Write it as 2024-05-31 or 2024-05-31T14:30:00Z; times without a zone are UTC.");
}

}  // namespace

void add_selection_options(CLI::App& command, SelectionArguments& arguments) {
  SelectionOptions& selection = arguments.options;
  command
      .add_option("--exclude-lineage", selection.exclude_lineage,
                  "leave out processes whose lineage contains this text; repeatable")
      ->check(not_empty())
      ->type_name("TEXT")
      ->allow_extra_args(false)
      ->group("Selection");
  command
      .add_flag("--keep-sensors", selection.keep_sensors, "keep the sensors' own processes (wintap, amazon-ssm, ssm-)")
      ->group("Selection");
  command.add_option("--since", arguments.since, "only processes started at or after this time (UTC)")
      ->check(not_empty())
      ->type_name("TIME")
      ->group("Selection");
  command.add_option("--until", arguments.until, "only processes started before this time (UTC)")
      ->check(not_empty())
      ->type_name("TIME")
      ->group("Selection");
  command.add_option("--host", selection.hosts, "only this host; repeatable")
      ->type_name("NAME")
      ->allow_extra_args(false)
      ->group("Selection");
}

SelectionOptions parsed_selection(Database& database, const SelectionArguments& arguments) {
  SelectionOptions selection = arguments.options;
  selection.since = parse_time(database, "--since", arguments.since);
  selection.until = parse_time(database, "--until", arguments.until);
  return selection;
}

}  // namespace proclens
