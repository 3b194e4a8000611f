// Hosts under one spelling each.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/hash/distinct_keys.hpp"
#include "core/hash/distinct_texts.hpp"
#include "core/hash/hash_bytes.hpp"

namespace proclens {

/// Windows host names do not differ by case, and logs give them with or without their domain: a host is known by the
/// first spelling seen of those that agree but for case and for labels missing at the end ("ws1" and
/// "WS1.corp.example"). An object in JSON that has the name ("{"name":"ws1"}") is that name.
class HostNames {
 public:
  /// The first spelling of a host; valid as long as this object.
  [[nodiscard]] std::string_view first_spelling(std::string_view host);

  /// The instance_hash of a process of the host, made of the spelling under which that process was first seen: a
  /// recording gives the same hashes whether it is imported alone or with others that spell the host differently. Of a
  /// process without a key, which several sources may name, it is the host's first spelling.
  [[nodiscard]] std::optional<HashBytes> process_hash(std::optional<std::string_view> host,
                                                      std::optional<std::string_view> key,
                                                      std::optional<std::int64_t> pid,
                                                      std::optional<std::int64_t> started);

 private:
  [[nodiscard]] std::string_view spelling_of(std::string_view host, std::string_view process);

  std::deque<std::string> spellings_;
  std::unordered_map<std::string, std::string_view> by_text_;  ///< every spelling asked for
  std::map<std::string, std::string_view> by_lower_;           ///< first spellings, in lower case
  DistinctTexts own_spellings_;                                ///< as written, without JSON
  DistinctKeys<std::uint64_t> processes_;                      ///< by host and id
  std::vector<std::uint32_t> spelling_of_process_;             ///< among own_spellings_
};

}  // namespace proclens
