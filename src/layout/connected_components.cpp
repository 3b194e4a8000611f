#include "layout/connected_components.hpp"

#include <limits>

namespace proclens {

Components connected_components(const SparseRows& graph) {
  constexpr std::uint32_t kUnseen = std::numeric_limits<std::uint32_t>::max();
  Components result;
  result.component.assign(graph.rows(), kUnseen);
  std::vector<std::uint32_t> waiting;
  std::uint32_t count = 0;
  for (std::size_t start = 0; start < graph.rows(); ++start) {
    if (result.component[start] != kUnseen) continue;
    result.component[start] = count;
    waiting.push_back(static_cast<std::uint32_t>(start));
    while (!waiting.empty()) {
      const std::uint32_t point = waiting.back();
      waiting.pop_back();
      for (const std::uint32_t next : graph.row_columns(point)) {
        if (result.component[next] != kUnseen) continue;
        result.component[next] = count;
        waiting.push_back(next);
      }
    }
    ++count;
  }
  result.members.resize(count);
  for (std::size_t i = 0; i < graph.rows(); ++i) {
    result.members[result.component[i]].push_back(static_cast<std::uint32_t>(i));
  }
  return result;
}

}  // namespace proclens
