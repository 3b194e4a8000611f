// One contract's files as they are, checked as far as each can be by itself.
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
  std::vector<std::string> feature_names;      ///< v, valid UTF-8
  std::vector<std::string> folded_features;    ///< v, as DuckDB's lower() has them, strictly ascending
  std::vector<std::uint64_t> feature_objects;  ///< v, as the file says
  Bags bags;                                   ///< u; multiplicities as the file says
  std::vector<std::string> object_names;       ///< n, strictly ascending; empty where objects are processes

  /// FILE of this contract, for messages.
  [[nodiscard]] std::string shown(const char* file) const;
};

/// Reads all but the members. Throws Error (data) naming the file when one is missing, cut off, damaged or not in
/// order.
[[nodiscard]] ContractPart read_contract_part(Database& database, const std::filesystem::path& folder,
                                              std::span<const Lens> known);

}  // namespace proclens
