#include "audit/lineage_source.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace proclens {
namespace {

constexpr std::string_view kNameless = "?";
constexpr std::string_view kCut = "->…";

/// Calls visit(record) for the record and its ancestors, at most `limit` of them.
template <class Visit>
void climb(const Records& records, const Lineages& lineages, std::int32_t record, std::int32_t limit, Visit visit) {
  const std::int32_t steps = std::min(lineages.depth[record], limit);
  for (std::int32_t step = 0, at = record; step < steps; ++step, at = records.links.parent[at]) visit(at);
}

void write_ptree(const Records& records, const Lineages& lineages, std::int32_t record, std::int32_t limit,
                 std::string& ptree) {
  ptree = "=";
  climb(records, lineages, record, limit, [&](std::int32_t at) {
    if (ptree.size() > 1) ptree += "->";
    const std::string_view name = records.process_name[at];
    ptree += name.empty() ? kNameless : name;
  });
  if (lineages.depth[record] > limit) ptree += kCut;
}

}  // namespace

std::string ptree_of(const Records& records, const Lineages& lineages, std::int32_t record, std::int32_t limit) {
  std::string ptree;
  write_ptree(records, lineages, record, limit, ptree);
  return ptree;
}

RowSource lineage_source(const Records& records, const Lineages& lineages, std::int32_t limit) {
  const auto n = static_cast<std::int32_t>(records.pid_hash.size());
  return {"rebuilt_lineage",
          {{"ptree", SourceType::text}, {"ptree_list", SourceType::text_list}},
          [&records, &lineages, limit, n]() -> FillRows {
            return [&records, &lineages, limit, n, next = 0, ptree = std::string(),
                    hashes = std::vector<std::string_view>()](RowWriter& writer) mutable {
              for (; next < n && writer.room() > 0; ++next) {
                write_ptree(records, lineages, next, limit, ptree);
                hashes.clear();
                climb(records, lineages, next, limit, [&](std::int32_t at) { hashes.push_back(records.pid_hash[at]); });
                writer.text(ptree);
                writer.text_list(hashes);
                writer.end_row();
              }
            };
          }};
}

}  // namespace proclens
