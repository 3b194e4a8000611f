#include "audit/assessment/placeholders.hpp"

#include <string>

namespace proclens {
namespace {

/// For every name that occurs, by its number, the PID of the placeholders of that name; null for most.
std::vector<const std::int64_t*> placeholder_pids(const std::vector<std::string>& names,
                                                  const Expectations& expectations) {
  std::vector<const std::int64_t*> pids(names.size(), nullptr);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (const auto at = expectations.placeholders.find(names[i]); at != expectations.placeholders.end()) {
      pids[i] = &at->second;
    }
  }
  return pids;
}

bool is_kernel(const std::string& name, const Expectations& expectations) {
  const auto first = expectations.first.find(name);
  return first != expectations.first.end() && first->second.kernel;
}

}  // namespace

std::vector<std::uint8_t> find_placeholders(const Records& records, const Expectations& expectations) {
  const std::vector<std::string> names = folded_words(records.process_name);
  const std::vector<const std::int64_t*> pids = placeholder_pids(names, expectations);
  std::vector<std::uint8_t> placeholder(records.size(), 0);
  for (std::size_t record = 0; record < records.size(); ++record) {
    const std::int64_t* pid = pids[records.process_name.number(record)];
    if (pid == nullptr || (records.os_pid[record] != kUnknown && records.os_pid[record] != *pid)) continue;
    const std::int32_t parent = records.parent[record];
    const bool below_kernel = parent < 0 || parent == static_cast<std::int32_t>(record) ||
                              is_kernel(names[records.process_name.number(parent)], expectations);
    placeholder[record] = below_kernel ? 1 : 0;
  }
  return placeholder;
}

std::uint64_t cut_links_to_placeholders(Records& records, const std::vector<std::uint8_t>& placeholder) {
  std::uint64_t cut = 0;
  for (std::int32_t& parent : records.parent) {
    if (parent < 0 || placeholder[parent] == 0) continue;
    parent = kRefutedParent;
    ++cut;
  }
  return cut;
}

}  // namespace proclens
