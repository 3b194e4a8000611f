// Which process a PID referred to at some time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/hash/distinct_keys.hpp"
#include "core/hash/hash_bytes.hpp"

namespace proclens {

/// Processes whose source has unique ids, by their starts or what was first seen of them, for events that lack theirs:
/// Sysmon writes a null ProcessGuid when it has lost track. About 50 bytes per process.
class RunningProcesses {
 public:
  /// @param image in lower case
  void add(std::string_view host, std::int64_t pid, std::string_view image, std::int64_t started,
           const HashBytes& process);

  /// The last of those with this host, PID and image that had started by then, among the 64 added last.
  [[nodiscard]] std::optional<HashBytes> find(std::string_view host, std::int64_t pid, std::string_view image,
                                              std::int64_t time) const;

 private:
  struct Run {
    std::int64_t started;
    HashBytes process;
    std::uint32_t before;  ///< another run with the same key, or kNone
  };
  static constexpr std::uint32_t kNone = DistinctKeys<std::uint64_t>::kNone;
  [[nodiscard]] static std::uint64_t key(std::string_view host, std::int64_t pid, std::string_view image);

  DistinctKeys<std::uint64_t> keys_;
  std::vector<std::uint32_t> last_;  ///< run by key
  std::vector<Run> runs_;
};

}  // namespace proclens
