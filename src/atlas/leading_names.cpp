#include "atlas/leading_names.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <span>
#include <utility>

#include "core/hash/distinct_texts.hpp"
#include "core/text.hpp"

namespace proclens {
namespace {

/// How many members of each bag have which name.
struct NamesOfBags {
  std::vector<std::string> spelling;                                         ///< per name
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> members;  ///< by bag and name
};

NamesOfBags names_of_bags(Database& database, const LensBags& bags) {
  NamesOfBags result;
  DistinctTexts folded;
  std::size_t process = 0;
  Rows rows = database.query("SELECT process_name FROM selected ORDER BY process");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row, ++process) {
      const std::uint32_t object = bags.object_of[process];
      if (object == LensBags::kNoObject || !chunk->valid(0, row) || chunk->text(0, row).empty()) continue;
      const std::string name = valid_utf8(chunk->text(0, row));
      const std::uint32_t number = folded.add(ascii_lower(name)) - 1;
      if (number == result.spelling.size()) result.spelling.push_back(name);
      result.spelling[number] = std::min(result.spelling[number], name);
      ++result.members[{bags.distinct.bag_of[object], number}];
    }
  }
  return result;
}

/// @param members per bag, whether or not they have a name
std::vector<std::string> leads_of(const NamesOfBags& names, const std::vector<std::uint32_t>& members,
                                  std::span<const std::int32_t> label, std::int32_t clusters) {
  std::vector<std::map<std::uint32_t, std::uint64_t>> named(static_cast<std::size_t>(clusters));
  std::vector<std::uint64_t> all(named.size(), 0);
  for (std::size_t bag = 0; bag < label.size(); ++bag) {
    if (label[bag] >= 0) all[static_cast<std::size_t>(label[bag])] += members[bag];
  }
  for (const auto& [key, count] : names.members) {
    if (label[key.first] >= 0) named[static_cast<std::size_t>(label[key.first])][key.second] += count;
  }
  std::vector<std::string> leads(named.size());
  for (std::size_t cluster = 0; cluster < named.size(); ++cluster) {
    for (const auto& [name, count] : named[cluster]) {
      // Of two names with half of the members each, the one that sorts first.
      const bool leads_cluster = 2 * count >= all[cluster];
      if (leads_cluster && (leads[cluster].empty() || names.spelling[name] < leads[cluster])) {
        leads[cluster] = names.spelling[name];
      }
    }
  }
  return leads;
}

}  // namespace

LeadingNames leading_names(Database& database, const LensBags& bags, const DataMap& map) {
  LeadingNames leads;
  if (bags.lens.split == nullptr) return leads;
  const NamesOfBags names = names_of_bags(database, bags);
  const std::vector<std::uint32_t> members = bags.bag_members();
  leads.clusters = leads_of(names, members, map.clustering.label, map.clustering.clusters);
  for (const ClusterLayer& layer : map.clustering.layers) {
    leads.layers.push_back(leads_of(names, members, layer.label, layer.clusters));
  }
  return leads;
}

}  // namespace proclens
