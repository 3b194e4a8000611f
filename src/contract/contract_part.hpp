// One contract's files, checked as far as each can be by itself.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "contract/contract_json.hpp"
#include "proclens/bags.hpp"
#include "table/database.hpp"

namespace proclens {

struct ContractPart {
  std::filesystem::path folder;
  ContractHead head;
  std::vector<std::string> feature_names;  ///< v, valid UTF-8
  /// v, as they compare, strictly ascending: in the form of DuckDB's lower(), or unchanged if objects are split.
  std::vector<std::string> folded_features;
  std::vector<std::string> feature_examples;   ///< v, valid UTF-8; empty unless paths are folded
  std::vector<std::uint64_t> feature_objects;  ///< v, as stated in the file
  Bags bags;                                   ///< u; multiplicities as stated in the file
  std::vector<std::string> object_names;       ///< n, strictly ascending; empty if objects are processes

  /// FILE of this contract, for messages.
  [[nodiscard]] std::string shown(const char* file) const;
};

/// Reads everything except the members. Throws Error (data), naming the file, if one is missing, truncated, damaged or
/// not in order.
[[nodiscard]] ContractPart read_contract_part(Database& database, const std::filesystem::path& folder,
                                              std::span<const Lens> known);

}  // namespace proclens
