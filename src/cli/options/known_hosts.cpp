#include "cli/options/known_hosts.hpp"

#include <algorithm>

#include "cli/options/suggestion.hpp"
#include "core/text.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

constexpr std::size_t kListedHosts = 8;

/// In lower case.
std::vector<std::string> known_hosts(Database& database) {
  std::vector<std::string> hosts;
  Rows rows = database.query("SELECT DISTINCT lower(hostname) AS host FROM process WHERE hostname <> '' ORDER BY host");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) hosts.emplace_back(chunk->text(0, row));
  }
  return hosts;
}

/// "The hosts are pc-0, pc-1 and 137 more."
std::string list_of_hosts(const std::vector<std::string>& hosts) {
  if (hosts.empty()) return "The dataset names no host.";
  std::string list;
  for (std::size_t i = 0; i < std::min(kListedHosts, hosts.size()); ++i)
    list += (i > 0 ? ", " : "") + printable(hosts[i]);
  if (hosts.size() > kListedHosts) list += " and " + with_separators(hosts.size() - kListedHosts) + " more";
  return "The hosts are " + list + ".";
}

}  // namespace

void report_unknown_hosts(const Context& context, Database& database, const std::vector<std::string>& hosts,
                          const SelectionCounts& counts, bool empty_allowed) {
  if (hosts.empty()) return;
  const std::vector<std::string> known = known_hosts(database);
  for (const std::string& host : hosts) {
    const std::string name = ascii_lower(host);
    if (std::ranges::find(known, name) != known.end()) continue;
    const std::string nearest = nearest_word(name, known);
    const std::string what = "no process is on the host '" + printable(host) + "'" +
                             (nearest.empty() ? "" : "; did you mean '" + printable(nearest) + "'?");
    if (counts.selected == 0 && !empty_allowed) throw Error(Fault::usage, what, list_of_hosts(known));
    context.progress().note(what);
  }
}

}  // namespace proclens
